// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { renderDesk } from '../testing/render.tsx';
import { SimilarStrip, type SimilarCard, type SimilarStripProps } from './similar-strip.tsx';

afterEach(cleanup);

const card: SimilarCard = {
  ticketNo: '20261130-000001',
  title: '路灯连续三晚不亮',
  place: '长虹路',
  excerpt: '三盏路灯不亮',
  filedAt: 1_000,
  reasons: ['same-number', 'same-place'],
  mayLink: true,
  mayJoin: true,
  mayUrge: false,
  isLinked: false,
};
const asked = {
  onTurn: vi.fn<SimilarStripProps['onTurn']>(),
  onLink: vi.fn<() => void>(),
  onJoin: vi.fn<SimilarStripProps['onJoin']>(),
  onTakeBack: vi.fn<() => void>(),
};
const strip = (change: Partial<SimilarStripProps>) => (
  <SimilarStrip
    hits={[card, { ...card, ticketNo: '20261130-000002' }]}
    state="found"
    chosen={0}
    joining={null}
    refused={false}
    keyText={{ link: 'L', join: 'J', urge: 'U', turn: 'T' }}
    {...asked}
    {...change}
  />
);

it('says why a ticket is like this one, and offers what may be done with it', async () => {
  await renderDesk(strip({}));
  expect(screen.getByText('号码 · 地点')).toBeTruthy();
  const urge = screen.getByRole<HTMLButtonElement>('button', { name: '催办' });
  expect(urge.disabled).toBe(true);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: '并单' }));
  expect(asked.onJoin).toHaveBeenCalledWith(false);
  await user.click(screen.getByRole('button', { name: '下一件' }));
  expect(asked.onTurn).toHaveBeenCalledWith(1);
});

it('counts the seconds in which 并单 can be taken back', async () => {
  await renderDesk(
    strip({ joining: { ticketNo: '20261130-000001', urge: true, until: 1_004_200 } }),
  );
  expect(screen.getByText(/^5 秒后并入并催办 20261130-000001/)).toBeTruthy();
  await userEvent.setup().click(screen.getByRole('button', { name: '撤销' }));
  expect(asked.onTakeBack).toHaveBeenCalled();
});

it.each([
  ['idle', '相似未结工单会列在这里'],
  ['found', '没有相似的未结工单'],
  ['failed', '暂时查不了相似工单，不影响填写和提交'],
] as const)('keeps its place without a hit: %s', async (state, words) => {
  await renderDesk(strip({ hits: [], state }));
  expect(screen.getByText(words)).toBeTruthy();
});
