import type { RecordingOutline } from '@hotline/domain/recordings';
import { err, ok } from '@hotline/domain/result';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { DeskCore, DeskState } from '../app/desk-core.ts';
import type { AskBridge } from './ask-bridge.ts';
import type { Deck } from './deck.ts';
import { createRecordingPlayer } from './recording-player.ts';

const outline: RecordingOutline = {
  row: {
    callId: 'c1',
    part: 1,
    startedAt: 1,
    lengthMs: 60_000,
    state: 'ended',
    direction: 'in',
    numberMasked: '138****8000',
    queueId: 'default',
    seats: ['1001'],
    transferred: false,
    emergency: false,
  },
  parts: 1,
  durationMs: 60_000,
  peaks: null,
  marks: [],
};

const nobody = (): void => undefined;
function fakeDeck() {
  let at = 0;
  let moved: (what: 'on' | 'ended' | 'sought') => void = nobody;
  const asked: string[] = [];
  const deck: Deck = {
    media: null,
    load: (url) => void asked.push(`load ${url}`),
    play: async () => void asked.push('play'),
    pause: () => void asked.push('pause'),
    seek(ms) {
      at = ms;
      moved('sought');
    },
    place: () => at,
    rate: (rate) => void asked.push(`rate ${rate}`),
    sides: (sides) => void asked.push(`sides ${sides}`),
    device: (id) => void asked.push(`device ${id}`),
    onMove: (listener) => void (moved = listener),
    unload: () => void asked.push('unload'),
  };
  return {
    deck,
    asked,
    /** It plays on to here. */
    reach: (ms: number, what: 'on' | 'ended' = 'on'): void => {
      at = ms;
      moved(what);
    },
  };
}

async function player({
  status = 200,
  refusal = null as string | null,
}: { status?: number; refusal?: string | null } = {}) {
  const state = createStore(
    () =>
      ({
        stage: { kind: 'signed-in', person: { token: 't' } },
        phone: { call: { kind: 'none' } },
        screen: 'recordings',
      }) as unknown as DeskState,
  );
  const settings = createStore(() => ({ speaker: 'headset' }));
  const core = {
    state,
    settings: { state: settings },
    get: () => state.getState(),
    ports: {
      info: { bridgeUrl: 'http://127.0.0.1:1' },
      fetcher: async () => new Response('sound', { status }),
      objectAddresses: { createObjectURL: () => 'blob:1', revokeObjectURL: () => undefined },
    },
  } as unknown as DeskCore;
  const heard: unknown[] = [];
  const ask: AskBridge = async (path, shape, body) => {
    if (refusal !== null && path.includes('outline'))
      return err({ code: refusal, status: 404, body: null });
    if (path.endsWith('/heard')) {
      heard.push(body);
      return ok(shape.parse({}));
    }
    return ok(shape.parse(outline));
  };
  const at = fakeDeck();
  const made = createRecordingPlayer(core, ask, () => at.deck);
  made.start();
  await made.open('c1');
  return { made, state, settings, heard, ...at };
}
const ring = { phone: { call: { kind: 'ringing' } } } as unknown as Partial<DeskState>;
const quiet = { phone: { call: { kind: 'none' } } } as unknown as Partial<DeskState>;
/** What `play` promised has happened. */
const played = () => new Promise((resolve) => setTimeout(resolve, 0));

it('opens a recording on the person’s own device', async () => {
  const { made, asked } = await player();
  expect(made.state.getState()).toMatchObject({ callId: 'c1', trouble: null, isPlaying: false });
  expect(asked).toEqual(['load blob:1', 'rate 1', 'sides both', 'device headset']);
});

it('follows the device of the settings', async () => {
  const { settings, asked } = await player();
  settings.setState({ speaker: 'desk speaker' });
  expect(asked.at(-1)).toBe('device desk speaker');
});

it('tells each stretch that was heard, and no slip of the key', async () => {
  const { made, heard, reach } = await player();
  made.toggle();
  await played();
  reach(4_000);
  made.toggle();
  made.toggle();
  await played();
  reach(4_100);
  made.toggle();
  expect(heard).toEqual([{ part: 1, from: 0, to: 4_000 }]);
});

it('tells what was heard before and after it was moved, apart', async () => {
  const { made, heard, reach } = await player();
  made.toggle();
  await played();
  reach(2_000);
  made.seek(30_000);
  reach(31_000);
  made.toggle();
  expect(heard).toEqual([
    { part: 1, from: 0, to: 2_000 },
    { part: 1, from: 30_000, to: 31_000 },
  ]);
});

it('ends by itself, and begins again from the start', async () => {
  const { made, heard, reach } = await player();
  made.toggle();
  await played();
  reach(60_000, 'ended');
  expect(made.state.getState().isPlaying).toBe(false);
  expect(heard).toEqual([{ part: 1, from: 0, to: 60_000 }]);
  made.toggle();
  await played();
  expect(made.state.getState()).toMatchObject({ isPlaying: true, at: 0 });
});

it.each([
  [-5_000, 0],
  [70_000, 60_000],
])('a skip by %i ms stays within it', async (by, at) => {
  const { made } = await player();
  made.skip(by);
  expect(made.state.getState().at).toBe(at);
});

describe('a call', () => {
  it('pauses it the moment it rings, and nothing plays during one', async () => {
    const { made, state, asked, reach, heard } = await player();
    made.toggle();
    await played();
    reach(3_000);
    state.setState(ring);
    expect(asked.at(-1)).toBe('pause');
    expect(made.state.getState().isPlaying).toBe(false);
    expect(heard).toEqual([{ part: 1, from: 0, to: 3_000 }]);
    made.toggle();
    await played();
    expect(made.state.getState()).toMatchObject({ isPlaying: false, trouble: 'in-call' });
    state.setState(quiet);
    expect(made.state.getState().trouble).toBeNull();
  });
});

it('stops when its screen is left', async () => {
  const { made, state } = await player();
  made.toggle();
  await played();
  state.setState({ screen: 'workbench' });
  expect(made.state.getState().isPlaying).toBe(false);
});

it.each([
  ['no-recording', 'none'],
  ['under-way', 'under-way'],
  ['not-allowed', 'refused'],
  ['unreadable-recording', 'unreadable'],
  ['offline', 'failed'],
])('says why %s cannot be heard', async (refusal, trouble) => {
  const { made } = await player({ refusal });
  expect(made.state.getState()).toMatchObject({ outline: null, trouble });
  made.toggle();
  await played();
  expect(made.state.getState().isPlaying).toBe(false);
});

it('says when the outline came and the sound did not', async () => {
  const { made } = await player({ status: 404 });
  expect(made.state.getState()).toMatchObject({ trouble: 'none' });
});
