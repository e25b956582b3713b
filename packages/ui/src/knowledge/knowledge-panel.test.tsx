// @vitest-environment happy-dom
import { articleContent, type Article } from '@hotline/domain/knowledge';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { renderDesk } from '../testing/render.tsx';
import { KnowledgePanel, type KnowledgePanelProps } from './knowledge-panel.tsx';

afterEach(cleanup);

const made = (id: string, more: Record<string, unknown> = {}): Article => ({
  id,
  version: 2,
  content: articleContent.parse({ title: `标题${id}`, answer: `答复${id}`, unit: '市局', ...more }),
});
const hits = [
  made('a', {
    steps: ['核实', '报修'],
    attachments: [{ name: '申请表', hash: 'a'.repeat(64), bytes: 9 }],
  }),
  made('b', { validTo: '2025-12-31' }),
];

function panel(change: Partial<KnowledgePanelProps> = {}) {
  const asked = {
    onAsk: vi.fn<(text: string) => void>(),
    onTurn: vi.fn<(by: 1 | -1) => void>(),
    onRead: vi.fn<(reading: boolean) => void>(),
    onReport: vi.fn<KnowledgePanelProps['onReport']>(),
    onPaper: vi.fn<(hash: string, name: string) => void>(),
    onPutAnswer: vi.fn<() => void>(),
    onPutSteps: vi.fn<() => void>(),
    onChoose: vi.fn<(id: string) => void>(),
    onAgain: vi.fn<() => void>(),
  };
  const ui = (
    <KnowledgePanel
      asked=""
      hits={hits}
      state="found"
      chosen="a"
      reading={false}
      toFetch={null}
      report="none"
      paper="none"
      today="2026-11-25"
      canPut
      keyText={{ answer: 'Ctrl+Alt+A', steps: 'Ctrl+Alt+S' }}
      {...asked}
      {...change}
    />
  );
  return { asked, ui };
}

test('what fits stands in a list, the chosen one open below, its keys on its buttons', async () => {
  const { ui, asked } = panel();
  await renderDesk(ui);
  expect(screen.getAllByRole('listitem').length).toBeGreaterThan(1);
  expect(screen.getByText('答复a')).toBeDefined();
  expect(screen.getByText(/已过期/)).toBeDefined();
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: /填入答复/ }));
  await user.click(screen.getByRole('button', { name: /填入步骤/ }));
  await user.click(screen.getByRole('button', { name: '有误' }));
  // Not without saying what is wrong.
  await user.keyboard('  {Enter}');
  expect(asked.onReport).not.toHaveBeenCalled();
  await user.keyboard('电话变了{Enter}');
  await user.click(screen.getByRole('button', { name: '没有需要的' }));
  await user.click(screen.getByRole('button', { name: '申请表' }));
  expect(asked.onPutAnswer).toHaveBeenCalledOnce();
  expect(asked.onPutSteps).toHaveBeenCalledOnce();
  expect(asked.onReport.mock.calls).toEqual([
    ['wrong', '电话变了'],
    ['not-found', ''],
  ]);
  expect(asked.onPaper).toHaveBeenCalledWith('a'.repeat(64), '申请表');
});

test('arrows choose, Enter reads large, Esc goes back; nothing while an input method composes', async () => {
  const { ui, asked } = panel({ reading: true });
  await renderDesk(ui);
  const field = screen.getByRole('textbox');
  fireEvent.keyDown(field, { key: 'ArrowDown', isComposing: true });
  expect(asked.onTurn).not.toHaveBeenCalled();
  fireEvent.keyDown(field, { key: 'ArrowDown' });
  fireEvent.keyDown(field, { key: 'ArrowUp' });
  fireEvent.keyDown(field, { key: 'Enter' });
  fireEvent.keyDown(field, { key: 'Escape' });
  expect(asked.onTurn.mock.calls).toEqual([[1], [-1]]);
  expect(asked.onRead.mock.calls).toEqual([[false], [false]]);
});

test('without an open draft nothing can be put in', async () => {
  const { ui } = panel({ canPut: false });
  await renderDesk(ui);
  expect(screen.getByRole('button', { name: /填入答复/ }).hasAttribute('disabled')).toBe(true);
});

test.each([
  ['failed', /查不了/],
  ['nothing-asked', /在草稿里写内容/],
] as const)('%s is told in words', async (state, words) => {
  const { ui } = panel({ state, hits: [], chosen: null });
  await renderDesk(ui);
  expect(screen.getByText(words)).toBeDefined();
});
