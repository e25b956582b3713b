import { beforeEach, expect, it, vi } from 'vitest';
import type { Leg, LegSurroundings } from './incoming-leg.ts';
import { createLegs } from './legs.ts';
import type { IncomingInvite } from './registration.ts';
import type { SoftphoneCall } from './softphone.ts';

/** A leg without telephony: a test says what the PBX does with it, and reads what was asked of it. */
type Fake = Leg & {
  readonly asked: string[];
  readonly around: LegSurroundings;
  up(): void;
  end(): void;
};

let fakes: Fake[] = [];
let shown: SoftphoneCall[] = [];
let busy: number[] = [];
let played: unknown[] = [];
let expected: string | null = null;

beforeEach(() => {
  [fakes, shown, busy, played, expected] = [[], [], [], [], null];
});

const callIds = new WeakMap<IncomingInvite, string | null>();
function invite(callId: string | null): IncomingInvite {
  const made = {
    session: { terminate: ({ status_code }: { status_code: number }) => busy.push(status_code) },
    request: { getHeader: (name: string) => (name === 'X-Hotline-Call' ? callId : undefined) },
  } as never;
  callIds.set(made, callId);
  return made;
}

function take(from: IncomingInvite, around: LegSurroundings): Leg {
  const callId = callIds.get(from) ?? null;
  const legId = `leg-${fakes.length}`;
  const asked: string[] = [];
  let muted = false;
  let isUp = false;
  const show = () =>
    around.onCall({ kind: 'in-call', callId, legId, since: 1, muted, media: 'flowing' });
  const fake: Fake = {
    asked,
    around,
    ringing: { kind: 'ringing', callId, legId, from: '' },
    answer: async () => void asked.push('answer'),
    reject: () => void asked.push('reject'),
    hangUp() {
      asked.push('hangUp');
      this.end();
    },
    setMuted(wanted) {
      muted = wanted;
      asked.push(wanted ? 'mute' : 'unmute');
      if (isUp) show();
    },
    changeMicrophone: async () => void asked.push('microphone'),
    stats: () => null,
    up() {
      isUp = true;
      around.speaker.play(legId as never);
      show();
    },
    end() {
      around.speaker.silence();
      around.onEnd({ callId, by: 'there', why: 'hung-up' });
    },
  };
  fakes.push(fake);
  return fake;
}

function legs() {
  return createLegs({
    take,
    now: () => 0,
    microphoneId: () => undefined,
    mayBeSilent: () => false,
    speaker: {
      play: (stream) => void played.push(stream),
      silence: () => void played.push('silence'),
      use: async () => undefined,
    },
    failedAddresses: new Set(),
    onMicrophone: () => {},
    isExpected: (callId) => callId === expected,
    show: (call) => void shown.push(call),
    onTrouble: () => {},
  });
}
/** One call that is talked on. */
function talking() {
  const made = legs();
  made.take(invite('a'));
  fakes[0]?.up();
  return made;
}

it('a second leg that nobody announced is busy', () => {
  const made = talking();
  made.take(invite('a'));
  made.take(invite(null));
  expect(busy).toEqual([486, 486]);
  expect(fakes).toHaveLength(1);
});

it('an announced one takes over once it is up; the former is silent and goes with its BYE', () => {
  const made = talking();
  made.setMuted(true);
  expected = 'a';
  made.take(invite('a'));
  expect(fakes[1]?.asked).toEqual(['mute', 'answer']);
  expect(shown.at(-1)).toMatchObject({ kind: 'in-call', legId: 'leg-0', muted: true });
  made.setMuted(false);
  fakes[1]?.up();
  expect(fakes[0]?.asked).toEqual(['mute', 'unmute', 'mute']);
  expect(shown.at(-1)).toMatchObject({ kind: 'in-call', legId: 'leg-1', muted: false, since: 1 });
  fakes[0]?.end();
  expect(shown.at(-1)).toMatchObject({ kind: 'in-call', legId: 'leg-1' });
  expect(played).toEqual(['leg-0', 'leg-1']);
  fakes[1]?.end();
  expect(shown.at(-1)).toMatchObject({ kind: 'none', ended: { callId: 'a' } });
  expect(shown.filter(({ kind }) => kind === 'none' || kind === 'ringing')).toHaveLength(2);
});

it('the first ends before the second is up: the person’s keys stay, and act on the second', () => {
  const made = talking();
  expected = 'a';
  made.take(invite('a'));
  fakes[0]?.end();
  expect(shown.at(-1)).toMatchObject({ kind: 'in-call', media: 'starting' });
  made.setMuted(true);
  expect(shown.at(-1)).toMatchObject({ kind: 'in-call', muted: true });
  fakes[1]?.up();
  expect(shown.at(-1)).toMatchObject({ kind: 'in-call', legId: 'leg-1', muted: true });
  expect(played).toEqual(['leg-0', 'silence', 'leg-1']);
});

it('the second ends before it is up: nothing has happened', () => {
  const made = talking();
  expected = 'a';
  made.take(invite('a'));
  fakes[1]?.end();
  expect(shown.at(-1)).toMatchObject({ kind: 'in-call', legId: 'leg-0' });
  // And another try may come.
  made.take(invite('a'));
  expect(fakes).toHaveLength(3);
});

it('dialled again while the second is not up: the newest counts, and only its end is one', () => {
  const made = talking();
  expected = 'a';
  made.take(invite('a'));
  made.take(invite('a'));
  expect(fakes[1]?.asked.at(-1)).toBe('hangUp');
  fakes[2]?.up();
  expect(shown.at(-1)).toMatchObject({ kind: 'in-call', legId: 'leg-2' });
  expect(shown.filter(({ kind }) => kind === 'none')).toEqual([]);
});

it('dialled again while it rings: the newest rings in its place', () => {
  const made = legs();
  made.take(invite('a'));
  expected = 'a';
  made.take(invite('a'));
  expect(fakes[0]?.asked).toEqual(['hangUp']);
  expect(shown.map(({ kind }) => kind)).toEqual(['ringing', 'ringing']);
  expect(shown.at(-1)).toMatchObject({ legId: 'leg-1' });
  expect(busy).toEqual([]);
});

it('both end, whichever first: the call is over once', () => {
  const made = talking();
  expected = 'a';
  made.take(invite('a'));
  fakes[0]?.end();
  fakes[1]?.end();
  expect(shown.filter(({ kind }) => kind === 'none')).toHaveLength(1);
  expect(made.isUp()).toBe(false);
});

it('hanging up ends all of them', () => {
  const made = talking();
  expected = 'a';
  made.take(invite('a'));
  made.hangUp();
  expect(fakes.map(({ asked }) => asked.at(-1))).toEqual(['hangUp', 'hangUp']);
  expect(shown.at(-1)).toMatchObject({ kind: 'none' });
});

it('a former leg whose BYE never comes is ended here', () => {
  vi.useFakeTimers();
  try {
    const made = talking();
    expected = 'a';
    made.take(invite('a'));
    fakes[1]?.up();
    vi.advanceTimersByTime(5_000);
    expect(fakes[0]?.asked.at(-1)).toBe('hangUp');
    expect(shown.at(-1)).toMatchObject({ kind: 'in-call', legId: 'leg-1' });
  } finally {
    vi.useRealTimers();
  }
});
