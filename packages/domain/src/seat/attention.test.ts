import { describe, expect, test } from 'vitest';
import { MOST_NOTES, signedOutSeat, type Seat } from './seat.ts';
import type { SeatEvent } from './event.ts';
import { transition } from './transition.ts';

const person = { person: 'p1', name: '席1001', role: 'agent', skills: [] } as const;
const brief = { reason: '来电人情绪激动', language: null, title: '路灯', text: '三盏灯不亮' };
const signIn = { kind: 'sign-in', person, resume: null } as const;
const raised = { kind: 'raise-hand', hand: { callId: 'c', brief } } as const;

function after(...events: readonly SeatEvent[]) {
  let seat: Seat = signedOutSeat('1001', 0);
  const facts: object[] = [];
  events.forEach((event, at) => {
    const outcome = transition(seat, event, at);
    if (!outcome.ok) throw new Error(`${event.kind}: ${outcome.error.code}`);
    seat = outcome.value.seat;
    for (const effect of outcome.value.effects)
      if (effect.kind === 'record') facts.push(effect.fact);
  });
  return { seat, facts };
}
const refusal = (seat: Seat, event: SeatEvent) => {
  const outcome = transition(seat, event, 9);
  return outcome.ok ? null : outcome.error.code;
};

describe('a raised hand', () => {
  test('stays up since when it was raised, with the newest words; the ledger has the reason alone', () => {
    const again = { ...raised, hand: { callId: 'c', brief: { ...brief, reason: '二' } } } as const;
    const { seat, facts } = after(signIn, raised, again);
    expect(seat.hand).toMatchObject({
      since: 1,
      callId: 'c',
      brief: { reason: '二', text: brief.text },
    });
    expect(facts.at(-1)).toEqual({
      kind: 'hand-raised',
      seatId: '1001',
      callId: 'c',
      reason: '二',
    });
  });

  test('goes down once, by whom', () => {
    const { seat, facts } = after(signIn, raised, { kind: 'lower-hand', leader: '1901' });
    expect(seat.hand).toBeNull();
    expect(facts.at(-1)).toEqual({ kind: 'hand-lowered', seatId: '1001', leader: '1901' });
    expect(refusal(seat, { kind: 'lower-hand', leader: null })).toBe('no-hand');
  });

  test('is gone with its person, and kept when their program starts anew', () => {
    expect(after(signIn, raised, { kind: 'sign-out', why: 'asked' }).seat.hand).toBeNull();
    expect(after(signIn, raised, signIn).seat.hand).not.toBeNull();
    const other = { ...signIn, person: { ...person, person: 'p2' } };
    expect(after(signIn, raised, other).seat.hand).toBeNull();
  });

  test('of nobody is refused', () => {
    expect(refusal(signedOutSeat('1001', 0), raised)).toBe('signed-out');
  });
});

const note = (noteId: string): SeatEvent => ({
  kind: 'note',
  note: { noteId, from: '1901', fromName: '班长', text: '请先安抚' },
});

describe('notes', () => {
  test('stay until they are read; the same one twice is one', () => {
    const { seat, facts } = after(signIn, note('a'), note('b'), { kind: 'note-read', noteId: 'a' });
    expect(seat.notes).toMatchObject([{ noteId: 'b', at: 2, from: '1901' }]);
    expect(facts.at(-1)).toEqual({ kind: 'note-read', seatId: '1001', noteId: 'a' });
    expect(refusal(seat, note('b'))).toBe('no-change');
    expect(refusal(seat, { kind: 'note-read', noteId: 'a' })).toBe('no-such-note');
  });

  test('no more than a person reads', () => {
    const many = Array.from({ length: MOST_NOTES + 3 }, (_, n) => note(`n${n}`));
    const { seat } = after(signIn, ...many);
    expect(seat.notes).toHaveLength(MOST_NOTES);
    expect(seat.notes[0]?.noteId).toBe('n3');
  });
});

describe('what a leader directs', () => {
  test('示忙 of a free seat is its state at once, and both are on the ledger', () => {
    const { seat, facts } = after(signIn, { kind: 'ask', wish: { kind: 'busy' }, leader: '1901' });
    expect(seat.activity).toEqual({ kind: 'busy', since: 1, because: 'leader' });
    expect(facts.slice(-2)).toMatchObject([
      { kind: 'seat-directed', leader: '1901', to: 'busy', reason: null },
      { kind: 'seat-activity', activity: 'busy', reason: 'leader' },
    ]);
  });

  test('sign-out during a call comes after it', () => {
    const talking: SeatEvent[] = [signIn, { kind: 'talk', callId: 'c' }];
    const out = { kind: 'sign-out', why: 'leader', leader: '1901' } as const;
    const { seat, facts } = after(...talking, out);
    expect(seat).toMatchObject({ activity: { kind: 'talking' }, leaving: 'leader' });
    expect(facts.at(-1)).toMatchObject({ kind: 'seat-directed', to: 'signed-out' });
    const gone = after(...talking, out, { kind: 'release', callId: 'c', why: 'left' });
    expect(gone.facts.at(-1)).toMatchObject({ kind: 'seat-signed-out', why: 'leader' });
  });
});
