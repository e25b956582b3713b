// @vitest-environment happy-dom
import type { HotlineView, SeatBriefView } from '@hotline/domain/protocol';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { renderDesk } from '../testing/render.tsx';
import type { Language } from '../words/index.ts';
import { LeaderKeys, type LeaderKeysProps } from './leader-keys.tsx';

afterEach(cleanup);

const keyText = {
  leaderListen: 'L',
  leaderWhisper: 'W',
  leaderBarge: 'B',
  takeOver: 'T',
  forceEnd: 'F',
} as const;

async function rows(shown: HotlineView['leaderShown'], language: Language) {
  await renderDesk(
    <LeaderKeys
      seat={null}
      call={null}
      may={() => false}
      forcing={null}
      keyText={keyText}
      ownSeat="1009"
      shown={shown}
      onKey={() => undefined}
      onUndo={() => undefined}
    />,
    { language },
  );
  return ['L', 'W', 'B'].map(
    (key) => screen.getByText(key).closest('div')?.textContent?.replace(/\s+/g, ' ') ?? '',
  );
}

it('each way says whether the seat sees it, as configured', async () => {
  const [listen, whisper, barge] = await rows({ listen: false, whisper: true, barge: true }, 'en');
  expect(listen).toContain('does not see you');
  expect(whisper).toContain('sees you are there');
  expect(barge).toContain('sees you are there');
});

it('in Chinese', async () => {
  const [listen, whisper] = await rows({ listen: true, whisper: false, barge: false }, 'zh-CN');
  expect(listen).toContain('坐席会看到您');
  expect(whisper).toContain('坐席不会看到您');
});

it('a bridge that does not say leaves it open', async () => {
  for (const row of await rows(undefined, 'en')) expect(row).not.toMatch(/see/);
});

/** A seat in 整理, whose call is over. */
const writingUp = {
  seatId: '1001',
  personName: '甲席',
  call: null,
  activity: { kind: 'wrapping', since: 0, until: 1, callId: 'c-1' },
} as unknown as SeatBriefView;

async function keysFor(change: Partial<LeaderKeysProps>) {
  const onKey = vi.fn<LeaderKeysProps['onKey']>();
  const onUndo = vi.fn<LeaderKeysProps['onUndo']>();
  await renderDesk(
    <LeaderKeys
      seat={writingUp}
      call={null}
      may={() => false}
      forcing={null}
      keyText={keyText}
      ownSeat="1009"
      shown={undefined}
      onKey={onKey}
      onUndo={onUndo}
      {...change}
    />,
  );
  return { onKey, onUndo };
}

it('of a seat that writes up only the end of its wrap-up can be asked for', async () => {
  const { onKey } = await keysFor({});
  await userEvent.click(screen.getByRole('button', { name: /结束整理/ }));
  expect(onKey).toHaveBeenCalledWith('forceEnd');
  for (const name of [/监听/, /耳语/, /强插/, /接管/])
    expect(screen.getByRole('button', { name })).toHaveProperty('disabled', true);
});

it('of a seat without a call and without a wrap-up nothing can', async () => {
  const activity = { kind: 'ready', since: 0 };
  await keysFor({ seat: { ...writingUp, activity } as unknown as SeatBriefView });
  expect(screen.getByRole('button', { name: /强拆/ })).toHaveProperty('disabled', true);
});

it('says which of the two it is about to end, and takes it back', async () => {
  const { onUndo } = await keysFor({
    forcing: { what: 'wrap', seatId: '1005', until: 3_000, totalMs: 3_000 },
  });
  expect(screen.getByRole('alert').textContent).toContain('整理');
  await userEvent.click(screen.getByRole('button', { name: /撤销/ }));
  expect(onUndo).toHaveBeenCalledOnce();
});
