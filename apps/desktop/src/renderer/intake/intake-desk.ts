/**
 * 受理词表 on the seat: had from the bridge at each sign-in and kept in memory, with what this person has added. While
 * they cannot be had, the form works without completion and they are tried again.
 */
import {
  emptyIntakeLists,
  indexCategories,
  indexPlaces,
  intakeLists,
  type CategoryIndex,
  type IntakeLists,
  type Phrase,
  type PlaceIndex,
} from '@hotline/domain/intake';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskCore } from '../app/desk-core.ts';
import { ownPhrase, readOwn, RECENT_KEPT, writeOwn, type OwnIntake } from './own-intake.ts';

export type IntakeState = {
  readonly lists: IntakeLists;
  readonly categories: CategoryIndex;
  readonly places: PlaceIndex;
  readonly state: 'waiting' | 'ready' | 'failed';
  readonly recent: readonly string[];
  /** The hotline's, then this person's own. */
  readonly phrases: readonly Phrase[];
  readonly ownPhrases: ReadonlySet<string>;
  /** Counts the presses of the phrase key. */
  readonly phraseAsked: number;
};

const WITHIN_MS = 15_000;
const AGAIN_MS = 10_000;

export function createIntakeDesk(core: DeskCore) {
  const { ports } = core;
  const state: StoreApi<IntakeState> = createStore(() => ({
    ...listsState(emptyIntakeLists),
    state: 'waiting' as const,
    recent: [],
    phrases: [],
    ownPhrases: new Set<string>(),
    phraseAsked: 0,
  }));
  let own: OwnIntake = { recent: [], phrases: [] };
  let stopRetry: (() => void) | null = null;

  const person = () => {
    const { stage } = core.get();
    return stage.kind === 'signed-in' ? stage.person : null;
  };

  function showOwn(): void {
    const { lists } = state.getState();
    const mine = own.phrases.map(ownPhrase);
    state.setState({
      recent: own.recent,
      phrases: [...mine, ...lists.phrases],
      ownPhrases: new Set(mine.map(({ id }) => id)),
    });
  }
  function keepOwn(next: OwnIntake): void {
    own = next;
    const mine = person();
    if (mine !== null) writeOwn(ports.storage, mine.person, own);
    showOwn();
  }

  async function load(): Promise<void> {
    stopRetry?.();
    const signedIn = person();
    if (signedIn === null) return;
    state.setState({ state: 'waiting' });
    try {
      const response = await ports.fetcher(new URL('/api/v1/intake-lists', ports.info.bridgeUrl), {
        headers: { authorization: `Bearer ${signedIn.token}` },
        signal: AbortSignal.timeout(WITHIN_MS),
      });
      if (!response.ok) throw new Error(`intake lists: ${response.status}`);
      const lists = intakeLists.parse(await response.json());
      state.setState({ ...listsState(lists), state: 'ready' });
      showOwn();
    } catch {
      state.setState({ state: 'failed' });
      stopRetry = ports.setTimer(() => void load(), AGAIN_MS);
    }
  }

  return {
    state,
    start(): void {
      core.state.subscribe((now, before) => {
        if (now.stage.kind === before.stage.kind) return;
        if (now.stage.kind === 'signed-in') {
          own = readOwn(ports.storage, now.stage.person.person);
          showOwn();
          void load();
        } else {
          stopRetry?.();
          // What one person keeps for themselves is not the next one's.
          own = { recent: [], phrases: [] };
          showOwn();
        }
      });
    },
    again: (): void => void load(),

    used(code: string): void {
      if (code === '') return;
      const others = own.recent.filter((each) => each !== code);
      keepOwn({ ...own, recent: [code, ...others].slice(0, RECENT_KEPT) });
    },
    askPhrase(): void {
      state.setState(({ phraseAsked }) => ({ phraseAsked: phraseAsked + 1 }));
    },
    keepPhrase(letters: string, text: string): void {
      const others = own.phrases.filter((each) => each.letters !== letters);
      keepOwn({
        ...own,
        phrases: [{ letters, text: text.slice(0, 2_000) }, ...others].slice(0, 200),
      });
    },
    dropPhrase(id: string): void {
      keepOwn({ ...own, phrases: own.phrases.filter((each) => ownPhrase(each).id !== id) });
    },
  };
}

function listsState(lists: IntakeLists) {
  return {
    lists,
    categories: indexCategories(lists.categories),
    places: indexPlaces(lists.places),
  };
}
