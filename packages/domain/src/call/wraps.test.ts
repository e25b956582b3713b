import { describe, expect, test } from 'vitest';
import type { CallEvent } from './event.ts';
import { after, at, facts, refusedWith, taken, T0, wrapping } from './scenes.ts';
import type { WrapDraft } from './wrap-draft.ts';

const seat = '1001';
const UNTIL = 93_010;
const finish: CallEvent = { kind: 'wrap-finished', seat, by: 'seat' };
const expire: CallEvent = { kind: 'wrap-expired', seat };
const says = (draft: WrapDraft): CallEvent => ({ kind: 'wrap-draft', seat, draft });
const withDraft = (...drafts: readonly WrapDraft[]) =>
  after(wrapping(), ...drafts.map((draft) => [65_000, says(draft)] as const));
const open: WrapDraft = { kind: 'open' };
const overdue = () => after(withDraft(open), [UNTIL, expire]);
const parked: WrapDraft = { kind: 'parked', reason: 'more-facts' };

/** What ends a wrap-up, by what has become of the draft. Issue 4: filed, parked with a reason, or refused with a reason. */
describe.each<[WrapDraft, 'ends' | 'stays']>([
  [{ kind: 'none' }, 'ends'],
  [open, 'stays'],
  [{ kind: 'filed' }, 'ends'],
  [parked, 'ends'],
  [{ kind: 'refused', reason: 'litigation' }, 'ends'],
  [{ kind: 'discarded' }, 'ends'],
])('the draft is %j', (draft, what) => {
  test(`the person’s key: ${what}`, () => {
    const fact = {
      kind: 'wrap-finished',
      callId: 'call-1',
      seatId: seat,
      by: 'seat',
      wrapMs: 6_990,
      draft: draft.kind,
      ...('reason' in draft ? { reason: draft.reason } : {}),
    };
    const ended = {
      ok: true,
      value: {
        call: { kind: 'ended' },
        effects: expect.arrayContaining([{ kind: 'record', at: T0 + 70_000, fact }]),
      },
    };
    expect(at(withDraft(open, draft), 70_000, finish)).toMatchObject(
      what === 'ends' ? ended : refusedWith('draft-open'),
    );
  });

  test(`its time: ${what}`, () => {
    const { call, effects } = taken(at(withDraft(open, draft), UNTIL, expire));
    expect(call.kind).toBe(what === 'ends' ? 'ended' : 'wrapping');
    expect(facts(effects)).toEqual([what === 'ends' ? 'wrap-finished' : 'wrap-overdue']);
  });
});

describe('whose time is over with an open draft', () => {
  test('ends as soon as the draft is dealt with, by time', () => {
    const { call, effects } = taken(at(overdue(), 120_000, says(parked)));
    expect(call.kind).toBe('ended');
    expect(effects).toContainEqual(
      expect.objectContaining({
        fact: expect.objectContaining({ by: 'time', draft: 'parked', reason: 'more-facts' }),
      }),
    );
  });

  test('has the minutes of an extension from now on', () => {
    const { effects } = taken(at(overdue(), 120_000, { kind: 'wrap-extended', seat }));
    const timer = { kind: 'start-timer', timer: 'wrap', key: seat, at: T0 + 135_000 };
    expect(effects).toContainEqual(timer);
  });

  test.each<[string, CallEvent, string]>([
    ['a leader', { kind: 'wrap-finished', seat, by: 'leader', leader: '1901' }, 'leader'],
    ['a sign-out', { kind: 'wrap-finished', seat, by: 'sign-out' }, 'sign-out'],
  ])('%s ends it, and the ledger says that the draft is open', (_, event, by) => {
    const { call, effects } = taken(at(overdue(), 120_000, event));
    expect(call.kind).toBe('ended');
    expect(effects).toContainEqual(
      expect.objectContaining({
        fact: expect.objectContaining({
          by,
          draft: 'open',
          ...(by === 'leader' ? { leader: '1901' } : {}),
        }),
      }),
    );
  });
});

test('what has become of a draft is said by whom it concerns only, and again is nothing new', () => {
  const other: CallEvent = { kind: 'wrap-draft', seat: '1002', draft: open };
  expect(at(wrapping(), 70_000, other)).toMatchObject(refusedWith('not-your-call'));
  const call = withDraft(open);
  expect(taken(at(call, 70_000, says(open)))).toEqual({ call, effects: [] });
});
