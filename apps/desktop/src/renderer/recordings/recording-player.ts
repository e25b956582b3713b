/**
 * The recording that is open: its outline and its sound, where it plays, and which stretches were heard, which the bridge is
 * told for the ledger. A call on the phone pauses it, and nothing plays during one.
 */
import { recordingOutline, type RecordingOutline } from '@hotline/domain/recordings';
import type { PlayerTrouble, Sides } from '@hotline/ui';
import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskCore } from '../app/desk-core.ts';
import { bridgeFiles } from '../tickets/bridge-files.ts';
import type { AskBridge } from './ask-bridge.ts';
import type { Deck } from './deck.ts';

type PlayerState = {
  /** null: none is open. */
  readonly callId: string | null;
  readonly part: number;
  readonly outline: RecordingOutline | null;
  readonly trouble: PlayerTrouble | null;
  readonly media: HTMLMediaElement | null;
  readonly isPlaying: boolean;
  /** ms */
  readonly at: number;
  readonly rate: number;
  readonly sides: Sides;
};

/** Shorter ones are a slip of the key. */
const LEAST_HEARD_MS = 300;

const troubles: Readonly<Record<string, PlayerTrouble>> = {
  'no-recording': 'none',
  'under-way': 'under-way',
  'not-allowed': 'refused',
  'unreadable-recording': 'unreadable',
};

export function createRecordingPlayer(core: DeskCore, ask: AskBridge, openDeck: () => Deck) {
  const { ports, get } = core;
  const files = bridgeFiles(ports.fetcher, ports.info.bridgeUrl, () => {
    const { stage } = get();
    return stage.kind === 'signed-in' ? stage.person.token : null;
  });
  const nothing = {
    callId: null,
    part: 1,
    outline: null,
    trouble: null,
    isPlaying: false,
    at: 0,
  } as const;
  const state: StoreApi<PlayerState> = createStore(() => ({
    ...nothing,
    media: null,
    rate: 1,
    sides: 'both' as const,
  }));
  let deck: Deck | null = null;
  let address: string | null = null;
  /** Where the stretch that is being heard began, ms; null: nothing is heard. */
  let since: number | null = null;
  /** Which opening an answer has to belong to. */
  let opening = 0;

  const isInCall = () => get().phone.call.kind !== 'none';

  function deckOf(): Deck {
    if (deck !== null) return deck;
    const made = openDeck();
    deck = made;
    made.onMove((what) => {
      const at = made.place();
      if (what === 'ended') {
        tell(state.getState().outline?.durationMs ?? at);
        state.setState({ isPlaying: false, at });
        return;
      }
      // Somebody clicked elsewhere: what was heard ends where it was last seen.
      if (what === 'sought' && since !== null) {
        tell(state.getState().at);
        since = at;
      }
      state.setState({ at });
    });
    state.setState({ media: made.media });
    return made;
  }

  /** What was heard until `to` goes onto the ledger. */
  function tell(to: number): void {
    const { callId, part } = state.getState();
    const from = since;
    since = null;
    if (callId === null || from === null || to - from < LEAST_HEARD_MS) return;
    void ask(`recordings/${encodeURIComponent(callId)}/heard`, z.object({}), {
      part,
      from: Math.round(from),
      to: Math.round(to),
    });
  }

  function pause(): void {
    if (!state.getState().isPlaying || deck === null) return;
    deck.pause();
    tell(deck.place());
    state.setState({ isPlaying: false, at: deck.place() });
  }

  function close(): void {
    opening += 1;
    pause();
    deck?.unload();
    if (address !== null) ports.objectAddresses.revokeObjectURL(address);
    address = null;
    state.setState(nothing);
  }

  async function open(callId: string, part = 1): Promise<void> {
    close();
    const mine = opening;
    state.setState({ callId, part });
    const fail = (trouble: PlayerTrouble) => state.setState({ trouble });
    const outline = await ask(
      `recordings/${encodeURIComponent(callId)}/outline?part=${part}`,
      recordingOutline,
    );
    if (mine !== opening) return;
    if (!outline.ok) return fail(troubles[outline.error.code] ?? 'failed');
    const player = deckOf();
    state.setState({ outline: outline.value });
    const sound = await files.recordingOf(callId, part);
    if (mine !== opening) return;
    if (!sound.ok) return fail(sound.error);
    address = ports.objectAddresses.createObjectURL(sound.value);
    const { rate, sides } = state.getState();
    player.load(address);
    player.rate(rate);
    player.sides(sides);
    player.device(core.settings.state.getState().speaker);
  }

  async function play(): Promise<void> {
    if (address === null || deck === null) return;
    if (isInCall()) return state.setState({ trouble: 'in-call' });
    const { at, outline } = state.getState();
    if (outline !== null && at >= outline.durationMs - 50) deck.seek(0);
    try {
      await deck.play();
      since = deck.place();
      state.setState({ isPlaying: true, trouble: null });
    } catch {
      state.setState({ trouble: 'unreadable' });
    }
  }

  function seek(ms: number): void {
    const { outline, isPlaying } = state.getState();
    if (deck === null || outline === null) return;
    const to = Math.min(Math.max(0, ms), outline.durationMs);
    if (isPlaying) tell(deck.place());
    deck.seek(to);
    if (isPlaying) since = to;
    state.setState({ at: to });
  }

  return {
    state,
    open,
    close,
    pause,
    toggle: (): void => (state.getState().isPlaying ? pause() : void play()),
    seek,
    skip: (ms: number): void => seek((deck?.place() ?? 0) + ms),
    rate: (rate: number): void => {
      deck?.rate(rate);
      state.setState({ rate });
    },
    sides: (sides: Sides): void => {
      deck?.sides(sides);
      state.setState({ sides });
    },

    /** A call pauses it; so does leaving its screen. The device follows the settings. */
    start(): void {
      core.state.subscribe((now, before) => {
        if (now.phone.call.kind !== 'none' && before.phone.call.kind === 'none') pause();
        if (now.screen !== before.screen) pause();
        if (now.stage.kind !== 'signed-in' && before.stage.kind === 'signed-in') close();
        const { trouble } = state.getState();
        if (trouble === 'in-call' && now.phone.call.kind === 'none')
          state.setState({ trouble: null });
      });
      core.settings.state.subscribe(({ speaker }, before) => {
        if (speaker !== before.speaker) deck?.device(speaker);
      });
    },
  };
}
