/**
 * 知识 beside the caller: answers for what is being typed in the draft, or for what was asked by itself, and the way of
 * one into the draft. Searches the seat's own copy; a seat in a browser has none and asks the bridge.
 */
import type { Article, KnowledgeQuery, KnowledgeReport } from '@hotline/domain/knowledge';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskCore } from '../app/desk-core.ts';
import { keepCopy } from './keep-copy.ts';
import { keepPapers } from './keep-papers.ts';
import type { LibraryLink } from './library-link.ts';

type KnowledgeState = {
  /** What was typed in the panel itself; '' the draft asks. */
  readonly asked: string;
  readonly hits: readonly Article[];
  readonly state: 'nothing-asked' | 'searching' | 'found' | 'failed';
  /** Id of the article that the keys act on. */
  readonly chosen: string | null;
  /** The chosen one is shown large, by itself. */
  readonly reading: boolean;
  /** Articles the copy still lacks; null: it is as new as the bridge's, or there is none. */
  readonly toFetch: number | null;
  readonly report: 'none' | 'sending' | 'sent' | 'failed';
  /** A paper (附件) that was asked for. */
  readonly paper: 'none' | 'opening' | 'failed';
};

/** After the last key: a word is typed in less. */
const PAUSE_MS = 250;
const RENEW_MS = 10 * 60_000;
const SHOWN = 8;
/** Of a long draft the end is what is being talked about. */
const TEXT_ASKED = 160;

export function createKnowledgeDesk(core: DeskCore, link: LibraryLink) {
  const { ports } = core;
  const copy = ports.platform.knowledge ?? null;
  const state: StoreApi<KnowledgeState> = createStore(() => ({
    asked: '',
    hits: [],
    state: 'nothing-asked',
    chosen: null,
    reading: false,
    toFetch: null,
    report: 'none',
    paper: 'none',
  }));
  let stopPause: (() => void) | null = null;
  let stopRenewal: (() => void) | null = null;
  let last = '';

  const active = () => {
    const drafts = core.drafts.state.getState();
    return drafts.active === null ? null : (drafts.items[drafts.active]?.draft ?? null);
  };

  /** null: nothing to ask about. */
  function query(): KnowledgeQuery | null {
    const { asked } = state.getState();
    const { data } = core.get().link;
    const draft = active();
    const typed = draft === null ? '' : `${draft.title} ${draft.text.slice(-TEXT_ASKED)}`.trim();
    const text = asked.trim() === '' ? typed : asked;
    const category = draft?.categoryCode ?? '';
    if (data === null || (text === '' && category === '')) return null;
    return {
      text: text.slice(0, 1000),
      category,
      place: (draft?.place || data.call?.caller.place || '').slice(0, 200),
      today: new Intl.DateTimeFormat('en-CA', { timeZone: data.hotline.timeZone }).format(
        core.clock(),
      ),
      limit: SHOWN,
    };
  }

  async function search(): Promise<void> {
    const wanted = query();
    const key = JSON.stringify(wanted);
    if (key === last && state.getState().state !== 'failed') return;
    last = key;
    if (wanted === null) {
      state.setState({ hits: [], state: 'nothing-asked', chosen: null, reading: false });
      return;
    }
    state.setState({ state: 'searching', report: 'none' });
    try {
      const hits = await (copy ?? link).search(wanted);
      if (key !== last) return;
      const { chosen, reading } = state.getState();
      const stays = hits.some(({ id }) => id === chosen);
      state.setState({
        hits,
        state: 'found',
        chosen: stays ? chosen : (hits[0]?.id ?? null),
        reading: reading && stays,
      });
    } catch {
      if (key === last) state.setState({ state: 'failed' });
    }
  }

  function soon(): void {
    stopPause?.();
    stopPause = ports.setTimer(() => void search(), PAUSE_MS);
  }

  async function renew(): Promise<void> {
    stopRenewal?.();
    stopRenewal = ports.setTimer(() => void renew(), RENEW_MS);
    if (copy === null || core.get().stage.kind !== 'signed-in') return;
    try {
      await keepCopy(copy, link, (left) => state.setState({ toFetch: left === 0 ? null : left }));
      last = '';
      await keepPapers(copy, link);
    } catch {
      // What was kept is kept; the next renewal goes on from there.
      state.setState({ toFetch: null });
    }
  }

  const chosen = (): Article | null => {
    const { hits, chosen: id } = state.getState();
    return hits.find((hit) => hit.id === id) ?? null;
  };
  function put(text: string): void {
    const draft = active();
    if (draft === null || text === '') return;
    core.drafts.change(draft.draftId, {
      text: draft.text === '' ? text : `${draft.text}\n${text}`,
    });
  }

  return {
    state,

    /** While the panel is in sight it follows the draft. Returns the end of it. */
    watch(): () => void {
      void search();
      const ends = [core.drafts.state.subscribe(soon), core.state.subscribe(soon)];
      return () => {
        stopPause?.();
        ends.forEach((end) => end());
      };
    },

    /** The copy is brought up to date at each sign-in, and every ten minutes. */
    start(): void {
      core.state.subscribe((now, before) => {
        if (now.stage.kind !== before.stage.kind && now.stage.kind === 'signed-in') void renew();
      });
    },

    ask(asked: string): void {
      state.setState({ asked, reading: false });
      soon();
    },
    again(): void {
      void search();
    },
    choose(id: string): void {
      state.setState({ chosen: id, report: 'none', paper: 'none' });
    },
    /** To the next (+1) or previous (−1) of what was found. */
    turn(by: 1 | -1): void {
      const { hits, chosen: id } = state.getState();
      const at = hits.findIndex((hit) => hit.id === id);
      const next = hits[Math.min(Math.max(at + by, 0), hits.length - 1)];
      if (next !== undefined) state.setState({ chosen: next.id, report: 'none' });
    },
    read(reading: boolean): void {
      state.setState({ reading: reading && chosen() !== null });
    },
    putAnswer(): void {
      put(chosen()?.content.answer ?? '');
    },
    putSteps(): void {
      const steps = chosen()?.content.steps ?? [];
      put(steps.map((step, index) => `${index + 1}. ${step}`).join('\n'));
    },
    /** Opens a paper: the copy on this disk, or else the bridge's. A browser saves it. */
    async openPaper(hash: string, name: string): Promise<void> {
      state.setState({ paper: 'opening' });
      try {
        if (copy !== null && (await copy.openPaper(hash, name))) {
          return state.setState({ paper: 'none' });
        }
        const bytes = await link.file(hash);
        if (bytes === null) return state.setState({ paper: 'failed' });
        let opened = true;
        if (copy === null) await ports.saveFile(name, bytes);
        else {
          await copy.keepPaper(hash, bytes);
          opened = await copy.openPaper(hash, name);
        }
        return state.setState({ paper: opened ? 'none' : 'failed' });
      } catch {
        return state.setState({ paper: 'failed' });
      }
    },
    /** 报错 the chosen one, or 缺失: what was asked is not there. */
    async report(kind: KnowledgeReport['kind'], note: string): Promise<void> {
      const article = chosen();
      const wanted = query();
      if (kind === 'wrong' ? article === null : wanted === null) return;
      const asked = (wanted?.text.trim() ?? '') || (wanted?.category ?? '');
      state.setState({ report: 'sending' });
      try {
        await link.report(
          kind === 'wrong' && article !== null
            ? { kind: 'wrong', articleId: article.id, version: article.version, note }
            : {
                kind: 'not-found',
                asked: asked.slice(0, 200),
                category: wanted?.category || null,
                note,
              },
        );
        state.setState({ report: 'sent' });
      } catch {
        state.setState({ report: 'failed' });
      }
    },
  };
}
