// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { renderDesk } from '../testing/render.tsx';
import { FigureTable, type TableLine } from './figure-table.tsx';

afterEach(cleanup);

const columns = [
  { id: 'offered', head: '呼入' },
  { id: 'connection', head: '电话接通率' },
  { id: 'abandoned', head: '放弃' },
];
const lines: readonly TableLine[] = [
  {
    key: 'default',
    name: '综合受理',
    cells: [
      { text: '1060', opens: true },
      { text: '94.3 %', title: '1000/1060', tone: 'danger', mark: '▼' },
      { text: '60', opens: true },
    ],
  },
  {
    key: 'night',
    name: '夜间',
    cells: [{ text: '0', opens: false }, { text: '无来电' }, { text: '0', opens: false }],
  },
  {
    key: '*',
    name: '总览',
    isTotal: true,
    cells: [{ text: '1060', opens: true }, { text: '94.3 %' }, { text: '60', opens: true }],
  },
];

const focused = () => document.activeElement?.getAttribute('aria-label');

function table() {
  const onOpen = vi.fn<(key: string, column: string) => void>();
  const onDescend = vi.fn<(key: string) => void>();
  const shown = renderDesk(
    <FigureTable
      label="表格"
      group="分组"
      columns={columns}
      lines={lines}
      onOpen={onOpen}
      onDescend={onDescend}
    />,
  );
  return { shown, onOpen };
}

it('goes from figure to figure by the arrows, past what opens nothing, and opens one by Enter', async () => {
  const { shown, onOpen } = table();
  await shown;
  const user = userEvent.setup();
  await user.tab();
  expect(focused()).toBe('综合受理 呼入 1060，打开明细');
  await user.keyboard('{ArrowRight}');
  expect(focused()).toBe('综合受理 放弃 60，打开明细');
  await user.keyboard('{ArrowDown}');
  expect(focused()).toBe('总览 放弃 60，打开明细');
  await user.keyboard('{ArrowRight}');
  expect(focused()).toBe('总览 放弃 60，打开明细');
  await user.keyboard('{ArrowUp}{Enter}');
  expect(onOpen.mock.calls).toEqual([['default', 'abandoned']]);
});

it('says that there were no calls: neither 0 % nor 100 %, and nothing to open', async () => {
  await table().shown;
  expect(screen.getByText('无来电')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /夜间/ })).toBeNull();
  expect(screen.getByTitle('1000/1060').textContent).toBe('▼ 94.3 %');
});
