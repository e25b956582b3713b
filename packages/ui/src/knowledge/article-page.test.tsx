// @vitest-environment happy-dom
import {
  articleContent,
  emptyForm,
  type ArticleForm,
  type WholeArticle,
} from '@hotline/domain/knowledge';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { renderDesk } from '../testing/render.tsx';
import { ArticlePage, type ArticlePageProps } from './article-page.tsx';
import type { OfficeArticle } from './office-article.ts';

afterEach(cleanup);

const content = (answer: string) =>
  articleContent.parse({ title: '停水报修', answer, unit: '市水务集团' });
const version = (
  no: number,
  state: WholeArticle['versions'][number]['state'],
  answer: string,
): WholeArticle['versions'][number] => ({
  version: no,
  state,
  content: content(answer),
  writers: ['pan'],
  at: 1000,
  approvedBy: state === 'approved' ? 'fang' : null,
  sentBack: null,
});
const whole: WholeArticle = {
  id: 'a',
  revision: 3,
  versions: [version(1, 'approved', '请拨打旧电话。'), version(2, 'proposed', '请拨打新电话。')],
  steps: ['revise', 'approve', 'send-back', 'drop'],
};
const closed: OfficeArticle = {
  id: 'a',
  whole,
  form: null,
  wrong: [],
  work: 'none',
  refusal: null,
  theirs: null,
  fileTrouble: null,
};

async function show(open: Partial<OfficeArticle> = {}) {
  const asked = {
    onType: vi.fn<(change: Partial<ArticleForm>) => void>(),
    onAttach: vi.fn<(file: File) => void>(),
    onPaper: vi.fn<ArticlePageProps['onPaper']>(),
    onEdit: vi.fn<() => void>(),
    onSave: vi.fn<() => void>(),
    onSaveAndPropose: vi.fn<() => void>(),
    onGiveUp: vi.fn<() => void>(),
    onStep: vi.fn<ArticlePageProps['onStep']>(),
  };
  await renderDesk(
    <ArticlePage
      {...asked}
      open={{ ...closed, ...open }}
      categories={[]}
      today="2026-11-25"
      saveKey="Ctrl+Enter"
    />,
  );
  return asked;
}

test('what waits for approval stands beside what is in use, with what changed marked', async () => {
  await show();
  const [before, after] = screen.getAllByRole('cell');
  expect(before?.querySelector('del')?.textContent).toContain('旧');
  expect(after?.querySelector('ins')?.textContent).toContain('新');
  expect(screen.getByRole('columnheader', { name: /第 1 版（在用）/ })).toBeDefined();
});

test('it goes back with a reason, and not without one', async () => {
  const { onStep } = await show();
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: '退回' }));
  expect(screen.getByRole('button', { name: '退回' }).hasAttribute('disabled')).toBe(true);
  await user.type(screen.getByRole('textbox', { name: /退回原因/ }), '依据过时{Enter}');
  expect(onStep.mock.calls).toEqual([[{ kind: 'send-back', why: '依据过时' }]]);
});

test('what cannot be undone is pressed twice', async () => {
  const { onStep } = await show();
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: '弃用' }));
  expect(onStep).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: '再按一次确认' }));
  expect(onStep.mock.calls).toEqual([[{ kind: 'drop' }]]);
});

test('only what the bridge says may be done is there', async () => {
  await show({ whole: { ...whole, steps: ['revise'] } });
  expect(screen.queryByRole('button', { name: '批准启用' })).toBeNull();
  expect(screen.getByRole('button', { name: '修改' })).toBeDefined();
});

test('of two who wrote at once: theirs beside mine, taken field by field', async () => {
  const theirs = { ...whole, versions: [version(2, 'draft', '请拨打第三个电话。')] };
  const form = { ...emptyForm, title: '停水报修', answer: '请拨打我的电话。', unit: '市水务集团' };
  const { onType } = await show({ form, theirs, refusal: 'changed-meanwhile' });
  const conflict = screen.getByRole('region', { name: /别人的新版本/ });
  expect(within(conflict).getByRole('columnheader', { name: '别人的' })).toBeDefined();
  await userEvent.click(within(conflict).getByRole('button', { name: '这一项用别人的' }));
  expect(onType.mock.calls).toEqual([[{ answer: '请拨打第三个电话。' }]]);
});

test('what is wrong stands at its field', async () => {
  await show({ form: emptyForm, wrong: ['title', 'unit'] });
  expect(screen.getByText('标题要写，不超过 120 字')).toBeDefined();
  expect(screen.getByRole('textbox', { name: '来源单位' }).getAttribute('aria-invalid')).toBe(
    'true',
  );
});
