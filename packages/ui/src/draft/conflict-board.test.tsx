// @vitest-environment happy-dom
import { emptyDraft } from '@hotline/domain/draft';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderDesk } from '../testing/render.tsx';
import { ConflictBoard, type ConflictBoardProps } from './conflict-board.tsx';

afterEach(cleanup);

const mine = { ...emptyDraft('d', null), title: '路灯不亮', text: '我的', place: '长虹路' };
const theirs = { ...mine, text: '工单的', place: '长虹路 12 号' };

async function board(mayChange: boolean) {
  const onDecide = vi.fn<ConflictBoardProps['onDecide']>();
  const onKeepBoth = vi.fn<() => void>();
  await renderDesk(
    <ConflictBoard
      ticketNo="20261130-000001"
      mine={mine}
      theirs={theirs}
      mayChange={mayChange}
      valueText={(field, draft) => JSON.stringify(draft[field])}
      onDecide={onDecide}
      onKeepBoth={onKeepBoth}
    />,
  );
  return { onDecide, onKeepBoth };
}

it('shows only the fields that differ, and takes each from the side that was chosen', async () => {
  const { onDecide } = await board(true);
  expect(screen.getAllByRole('radio')).toHaveLength(4);
  fireEvent.click(screen.getByRole('radio', { name: '地点：以工单为准' }));
  fireEvent.click(screen.getByRole('button', { name: '按所选更新工单' }));
  expect(onDecide).toHaveBeenCalledWith({ ...mine, place: '长虹路 12 号' });
});

it('a ticket that has gone its way cannot be changed: the draft can go on beside it', async () => {
  const { onKeepBoth } = await board(false);
  expect(screen.queryAllByRole('radio')).toEqual([]);
  expect(screen.queryByRole('button', { name: '按所选更新工单' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '保留工单，另存我写的' }));
  expect(onKeepBoth).toHaveBeenCalledOnce();
});
