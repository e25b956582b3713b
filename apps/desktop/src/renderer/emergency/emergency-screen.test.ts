import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emergencyTransition,
  HELD_BACK_MS,
  type EmergencyEffect,
  type EmergencyInput,
  type EmergencyScreen,
} from './emergency-screen.ts';

const possible: EmergencyInput = {
  kind: 'key',
  found: { kind: 'possible', callId: 'c', way: 'bridge' },
};
const choose: EmergencyInput = { kind: 'choose', targetId: '110', now: 1_000 };
const due: EmergencyInput = { kind: 'due', now: 1_000 + HELD_BACK_MS };
const escape: EmergencyInput = { kind: 'escape', cancellable: true };
const started: EmergencyInput = { kind: 'started', caseId: 'e' };

function run(...inputs: EmergencyInput[]) {
  let screen: EmergencyScreen = { kind: 'closed' };
  const effects: EmergencyEffect[] = [];
  for (const input of inputs) {
    const next = emergencyTransition(screen, input);
    screen = next.screen;
    effects.push(...next.effects);
  }
  return { screen, effects, kinds: effects.map((effect) => effect.kind) };
}

/** How often a hand-over started that nobody waited for. */
const startsUnwaited = (pressed: EmergencyInput[]) => {
  let waiting = false;
  let unwaited = 0;
  for (const effect of run(...pressed).effects) {
    if (effect.kind === 'start' && !waiting) unwaited += 1;
    if (effect.kind !== 'cancel') waiting = effect.kind === 'wait';
  }
  return unwaited;
};

describe('the emergency screen', () => {
  it('starts the hand-over once, after it was held back', () => {
    const { screen, effects } = run(possible, choose, due, due, started);
    expect(screen).toEqual({ kind: 'line', callId: 'c', caseId: 'e' });
    expect(effects).toEqual([
      { kind: 'wait', ms: HELD_BACK_MS },
      { kind: 'start', callId: 'c', targetId: '110' },
    ]);
  });
  it.each([
    ['Esc while held back sends nothing', [possible, choose, escape, due], 'choosing'],
    ['F9 while held back sends nothing', [possible, choose, possible, due], 'closed'],
    [
      'the call’s end while held back sends nothing',
      [possible, choose, { kind: 'call-over', callId: 'c' }, due],
      'closed',
    ],
  ] as [string, EmergencyInput[], string][])('%s', (_name, inputs, kind) => {
    const { screen, kinds } = run(...inputs);
    expect(screen.kind).toBe(kind);
    expect(kinds).toEqual(['wait', 'stop-waiting']);
  });
  it('Esc cancels a case that nobody has answered, and only puts away one that somebody has', () => {
    const open = [possible, choose, due, started];
    expect(run(...open, escape).kinds).toContain('cancel');
    const answered = run(...open, { kind: 'escape', cancellable: false });
    expect(answered.kinds).not.toContain('cancel');
    expect(answered.screen.kind).toBe('closed');
  });
  it('a refusal leads back to the choice with its reason', () => {
    expect(run(possible, choose, due, { kind: 'refused', code: 'pbx-away' }).screen).toMatchObject({
      kind: 'choosing',
      failed: 'pbx-away',
    });
  });
  it('without the bridge it goes by the phone', () => {
    const found = { kind: 'possible', callId: 'c', way: 'phone' } as const;
    const { screen, kinds } = run({ kind: 'key', found }, choose, due, {
      kind: 'phone',
      outcome: 'unreachable',
    });
    expect(kinds).toEqual(['wait', 'start-by-phone']);
    expect(screen).toMatchObject({ kind: 'by-phone', targetId: '110', outcome: 'unreachable' });
  });
  it('explains itself where it cannot act, and closes by the same key', () => {
    const key = { kind: 'key', found: { kind: 'hindered', why: 'ringing' } } as const;
    expect(run(key).screen).toEqual({ kind: 'explaining', why: 'ringing' });
    expect(run(key, key).screen.kind).toBe('closed');
  });
  it('whatever is pressed, each start follows a choice that waited and was not undone', () => {
    const inputs = fc.constantFrom<EmergencyInput>(
      possible,
      choose,
      due,
      escape,
      started,
      { kind: 'refused', code: 'already' },
      { kind: 'another' },
      { kind: 'call-over', callId: 'c' },
    );
    expect(
      fc.check(fc.property(fc.array(inputs, { maxLength: 30 }), (p) => startsUnwaited(p) === 0))
        .failed,
    ).toBe(false);
  });
});
