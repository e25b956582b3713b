// @vitest-environment happy-dom
import type { CallView, SeatActivityView, SeatView } from '@hotline/domain/protocol';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderDesk } from '../testing/render.tsx';
import { CallBar, type CallBarProps } from './call-bar.tsx';
import type { SeatTrouble } from './seat-face.ts';

afterEach(cleanup);
const NOW = 1_000_000;

const seat = (activity: SeatActivityView): SeatView => ({
  seatId: '1001',
  personName: '林晓雨',
  role: 'agent',
  skills: [],
  activity,
  after: null,
  device: { registered: true, media: 'ok' },
  hand: null,
  notes: [],
});
const call: CallView = {
  callId: 'c1',
  direction: 'in',
  part: 'owner',
  ownerSeat: null,
  autoAnswer: false,
  state: 'ringing',
  queueId: 'default',
  queueName: '综合受理',
  skills: [],
  priority: 0,
  answerLimitMs: 15_000,
  arrivedAt: NOW - 9_500,
  queuedAt: NOW - 9_000,
  offeredAt: NOW - 1_000,
  ringUntil: NOW + 19_000,
  answeredAt: null,
  endedAt: null,
  endedBy: null,
  wrapUntil: null,
  caller: {
    numberMasked: '138****8000',
    numberKind: 'mobile',
    place: '襄阳',
    local: true,
    name: null,
    specialGroup: '听障',
    contactPreference: 'any',
    note: null,
    tags: [],
    callsIn30Days: 3,
    earlierCalls: [],
    tickets: [],
  },
  legs: [],
  held: false,
  muted: false,
  brief: null,
  trouble: null,
  released: false,
  recording: 'off',
  absent: null,
  emergencies: [],
  may: ['answer', 'reject'],
};
const still: CallBarProps['phone'] = {
  canAnswer: false,
  answering: false,
  canReject: false,
  canHangUp: false,
  canMute: false,
  muted: false,
};
const props = (change: Partial<CallBarProps>): CallBarProps => ({
  seat: seat({ kind: 'ready', since: NOW - 42_000 }),
  hotline: {
    name: '12345',
    practice: false,
    restReasons: [{ id: 'meal', zh: '用餐', en: 'Meal' }],
  },
  trouble: null,
  notice: null,
  remark: null,
  call: null,
  direct: null,
  waiting: { count: 0, longestSince: null },
  phone: still,
  quality: null,
  status: null,
  heldSince: null,
  leaveAsked: false,
  controls: {
    canHold: false,
    held: false,
    canLeave: false,
    canTakeBack: false,
    transferOpen: false,
    emergencyOpen: false,
  },
  targetName: (id) => id,
  onTroubleRead: () => undefined,
  keyText: {
    hold: 'F6',
    transfer: 'F8',
    leave: '⇧F6',
    emergency: 'F9',
    takeBack: 'Ctrl+F6',
    dial: 'Ctrl+Alt+D',
    quality: 'Ctrl+Alt+Q',
    answer: 'F2',
    reject: '⇧F4',
    hangUp: 'F4',
    mute: 'F7',
    finishWrap: 'F3',
    extendWrap: '⇧F3',
    toggleReady: '⇧F2',
    settings: 'Ctrl+,',
  },
  onWish: () => undefined,
  onKey: () => undefined,
  ...change,
});

const names = () =>
  within(screen.getByRole('toolbar'))
    .getAllByRole('button')
    .map((button) => button.getAttribute('aria-label'));

describe('the state chip tells by word, shape and time', () => {
  const on = { callId: 'c1' };
  it.each([
    [{ kind: 'ready', since: NOW - 42_000 }, null, '示闲', 'disc', '00:42'],
    [{ kind: 'busy', since: NOW - 5_000, because: 'no-answer' }, null, '示忙', 'ring', '00:05'],
    [{ kind: 'rest', since: NOW - 61_000, reason: 'meal' }, null, '小休', 'cup', '01:01'],
    [{ kind: 'ringing', since: NOW - 1_000, ...on }, null, '振铃', 'half-disc', '00:01'],
    [{ kind: 'talking', since: NOW - 185_000, ...on }, null, '通话', 'square', '03:05'],
    [
      { kind: 'wrapping', since: NOW - 20_000, until: NOW + 40_000, ...on },
      null,
      '整理',
      'quarter-disc',
      '00:40',
    ],
    [{ kind: 'ready', since: NOW }, 'microphone-refused', '不可达', 'triangle', '00:00'],
    [{ kind: 'ready', since: NOW }, 'phone-connecting', '示闲', 'disc', '00:00'],
    [{ kind: 'talking', since: NOW, ...on }, 'phone-lost', '通话', 'square', '00:00'],
  ] as [SeatActivityView, SeatTrouble | null, string, string, string][])(
    '%o with %s: %s %s %s',
    async (activity, trouble, word, shape, time) => {
      await renderDesk(<CallBar {...props({ seat: seat(activity), trouble })} />, { now: NOW });
      const chip = screen.getByTestId('seat-state');
      expect(within(chip).getByText(word)).toBeTruthy();
      expect(chip.querySelector(`[data-shape=${shape}]`)).toBeTruthy();
      expect(within(chip).getByRole('timer').textContent).toBe(time);
    },
  );
  it('and says why, by the name of the reason in the chosen language', async () => {
    const rest = seat({ kind: 'rest', since: NOW, reason: 'meal' });
    await renderDesk(<CallBar {...props({ seat: rest })} />, { now: NOW, language: 'en' });
    expect(screen.getByTestId('seat-state').textContent).toContain('Meal');
  });
  it('and what was asked for after the call', async () => {
    const talking = seat({ kind: 'talking', since: NOW, callId: 'c1' });
    await renderDesk(<CallBar {...props({ seat: { ...talking, after: { kind: 'busy' } } })} />);
    expect(screen.getByTestId('seat-state').textContent).toContain('话后：示忙');
  });
});

describe('while a call rings', () => {
  const ringing = props({
    seat: seat({ kind: 'ringing', since: NOW, callId: 'c1' }),
    call,
    phone: { ...still, canAnswer: true, canReject: true },
  });
  it('number, place, nth call and special group stand in the bar', async () => {
    await renderDesk(<CallBar {...ringing} />, { now: NOW });
    const caller = screen.getByTestId('bar-caller').textContent;
    for (const part of ['138****8000', '襄阳', '第 3 次来电', '听障'])
      expect(caller).toContain(part);
  });
  it.each([
    [9_000, 'calm'],
    [10_500, 'soon'],
    [15_000, 'over'],
  ])('after %d ms of 15 s the wait is %s', async (waited, urgency) => {
    const waiting = { ...call, queuedAt: NOW - waited };
    await renderDesk(<CallBar {...ringing} call={waiting} />, { now: NOW });
    const timer = screen.getByRole('timer', { name: /时限 15 秒/ });
    expect(timer.dataset['urgency']).toBe(urgency);
  });
  it('answer and reject act, hang-up and mute do not', async () => {
    const onKey = vi.fn<CallBarProps['onKey']>();
    await renderDesk(<CallBar {...ringing} onKey={onKey} />, { now: NOW });
    for (const name of ['接听', '拒接', '挂断', '静音']) {
      await userEvent.click(screen.getByRole('button', { name }));
    }
    expect(onKey.mock.calls).toEqual([['answer'], ['reject']]);
  });
  it('a click on answer leaves the caret where it was', async () => {
    await renderDesk(
      <>
        <input aria-label="field" />
        <CallBar {...ringing} />
      </>,
      { now: NOW },
    );
    const field = screen.getByRole('textbox');
    field.focus();
    await userEvent.click(screen.getByRole('button', { name: '接听' }));
    expect(document.activeElement).toBe(field);
  });
  it('keys keep their names and order while answering', async () => {
    const { rerender, unmount } = await renderDesk(<CallBar {...ringing} />, { now: NOW });
    const before = names();
    rerender(<CallBar {...ringing} phone={{ ...still, canAnswer: true, answering: true }} />);
    expect(names()).toEqual(before);
    unmount();
  });
});

it('while wrapping up, finish and extend stand apart from the key that answers', async () => {
  const onKey = vi.fn<CallBarProps['onKey']>();
  const wrapping = seat({ kind: 'wrapping', since: NOW, callId: 'c1', until: NOW + 30_000 });
  await renderDesk(<CallBar {...props({ seat: wrapping, call, onKey })} />, { now: NOW });
  await userEvent.click(screen.getByRole('button', { name: '结束整理' }));
  await userEvent.click(screen.getByRole('button', { name: '延长' }));
  expect(onKey.mock.calls).toEqual([['finishWrap'], ['extendWrap']]);
  expect(
    within(screen.getByRole('toolbar')).queryByRole('button', { name: '结束整理' }),
  ).toBeNull();
});

it('the menu asks for a rest with its reason', async () => {
  const onWish = vi.fn<CallBarProps['onWish']>();
  await renderDesk(<CallBar {...props({ onWish })} />, { now: NOW });
  await userEvent.click(screen.getByTestId('seat-state'));
  await userEvent.click(await screen.findByRole('menuitem', { name: /用餐/ }));
  expect(onWish).toHaveBeenCalledWith({ kind: 'rest', reason: 'meal' });
});

it('a notice says what is wrong and what it means', async () => {
  await renderDesk(<CallBar {...props({ notice: 'bridgeAway' })} />, { now: NOW });
  expect(screen.getByRole('alert').textContent).toContain('离线：草稿照常保存');
  expect(screen.getByRole('alert').textContent).toContain('正在重连');
});
