/**
 * 质检 on the desk: the lists of reviews, the one that is open with what is being written on it, calibrations. What was
 * written stays until it is saved, whatever the bridge says to it.
 */
import {
  calibrationList,
  drawn,
  emptyScoring,
  qualityTerms,
  reviewPage,
  wholeCalibration,
  wholeReview,
  type CalibrationView,
  type QualityTerms,
  type ReviewStepRequest,
  type ReviewView,
  type Scoring,
  type WholeCalibration,
  type WholeReview,
} from '@hotline/domain/quality';
import type { Result } from '@hotline/domain/result';
import type { CheckSection, ReviewDeed } from '@hotline/ui';
import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AskBridge, BridgeRefusal } from './ask-bridge.ts';

type CheckState = {
  readonly terms: QualityTerms | null;
  readonly section: CheckSection;
  readonly reviews: readonly ReviewView[];
  readonly next: number | null;
  readonly calibrations: readonly CalibrationView[];
  readonly isReading: boolean;
  /** Codes of the bridge, or `offline`. */
  readonly failure: string | null;
  readonly drawn: number | null;
  readonly open:
    | { readonly kind: 'review'; readonly review: WholeReview }
    | { readonly kind: 'calibration'; readonly calibration: WholeCalibration }
    | null;
  /** What is being written on the open one; null: nothing was changed. */
  readonly scoring: Scoring | null;
  readonly why: string;
  readonly isSending: boolean;
  readonly refusal: string | null;
};

const nothingOpen = { open: null, scoring: null, why: '', refusal: null } as const;
const conflict = z.object({ current: wholeReview });

/** `listen`: the recording of what was opened. */
export function createCheckDesk(ask: AskBridge, listen: (callId: string | null) => void) {
  const begin = {
    terms: null,
    section: 'own',
    reviews: [],
    next: null,
    calibrations: [],
    isReading: false,
    failure: null,
    drawn: null,
    isSending: false,
    ...nothingOpen,
  } as const;
  const state: StoreApi<CheckState> = createStore((): CheckState => begin);
  const { getState: get, setState: set } = state;
  let asking = 0;

  async function readTerms(): Promise<void> {
    if (get().terms !== null) return;
    const terms = await ask('quality/terms', qualityTerms);
    if (terms.ok) set({ terms: terms.value });
    else set({ failure: terms.error.code });
  }

  async function read(after: number | null): Promise<void> {
    const { section, reviews } = get();
    if (section === 'recordings') return;
    asking += 1;
    const mine = asking;
    set({ isReading: true });
    if (section === 'calibrations') {
      const found = await ask('quality/calibrations', calibrationList);
      if (mine !== asking) return;
      set(
        found.ok
          ? { calibrations: found.value.calibrations, isReading: false, failure: null }
          : { isReading: false, failure: found.error.code },
      );
      return;
    }
    const behind = after === null ? '' : `&after=${after}`;
    const found = await ask(`quality/reviews?list=${section}${behind}`, reviewPage);
    if (mine !== asking) return;
    if (!found.ok) return set({ isReading: false, failure: found.error.code });
    const { value } = found;
    set({
      reviews: after === null ? value.reviews : [...reviews, ...value.reviews],
      next: value.next,
      isReading: false,
      failure: null,
    });
  }

  function showReview(review: WholeReview): void {
    const { open } = get();
    const isSame = open?.kind === 'review' && open.review.id === review.id;
    set({ ...(isSame ? {} : nothingOpen), open: { kind: 'review', review } });
    if (!isSame && review.mayHear) listen(review.callId);
  }
  function showCalibration(calibration: WholeCalibration): void {
    const { open } = get();
    const isSame = open?.kind === 'calibration' && open.calibration.id === calibration.id;
    set({ ...(isSame ? {} : nothingOpen), open: { kind: 'calibration', calibration } });
    if (!isSame) listen(calibration.callId);
  }

  /** Sends what was written; it is forgotten only when the bridge has it. */
  async function send<T>(
    path: string,
    shape: { parse(value: unknown): T },
    body: unknown,
    then: (value: T) => void,
  ): Promise<boolean> {
    if (get().isSending) return false;
    set({ isSending: true, refusal: null });
    const done: Result<T, BridgeRefusal> = await ask(path, shape, body);
    if (done.ok) {
      set({ isSending: false });
      then(done.value);
      return true;
    }
    const { error } = done;
    const told =
      error.code === 'conflict' && 'body' in error ? conflict.safeParse(error.body) : null;
    set({
      isSending: false,
      refusal: error.code,
      ...(told?.success === true
        ? { open: { kind: 'review' as const, review: told.data.current } }
        : {}),
    });
    return false;
  }

  async function deed(what: ReviewDeed): Promise<void> {
    const { open, scoring, why } = get();
    if (open?.kind !== 'review') return;
    const { id, version, scoring: kept } = open.review;
    const written = scoring ?? kept ?? emptyScoring;
    const step = async (event: ReviewStepRequest['event'], at: number) =>
      send(`quality/reviews/${id}/steps`, wholeReview, { expectedVersion: at, event }, (review) => {
        showReview(review);
        set({ scoring: null, why: '' });
      });
    // What is published is what stands on the screen.
    if (what === 'publish' && scoring !== null) {
      if (!(await step({ kind: 'draft', scoring }, version))) return;
      const now = get().open;
      if (now?.kind === 'review') await step({ kind: 'publish' }, now.review.version);
    } else await step(eventOf(what, written, why), version);
    void read(null);
  }

  async function sendCalibration(): Promise<void> {
    const { open, scoring } = get();
    if (open?.kind !== 'calibration' || scoring === null) return;
    const { id } = open.calibration;
    await send(
      `quality/calibrations/${id}/scoring`,
      wholeCalibration,
      { scoring },
      (calibration) => {
        showCalibration(calibration);
        set({ scoring: null });
      },
    );
  }

  return {
    state,
    async begin(mayListen: boolean): Promise<void> {
      const isFirst = get().terms === null;
      await readTerms();
      if (isFirst) set({ section: mayListen ? 'recordings' : 'own' });
      void read(null);
    },
    choose: (section: CheckSection): void => {
      set({ ...nothingOpen, section, reviews: [], next: null, drawn: null, failure: null });
      listen(null);
      void read(null);
    },
    refresh: (): void => void read(null),
    more: (): void => {
      const { next, isReading } = get();
      if (next !== null && !isReading) void read(next);
    },
    async draw(): Promise<void> {
      const done = await ask('quality/draw', drawn, {});
      set(done.ok ? { drawn: done.value.drawn, failure: null } : { failure: done.error.code });
      void read(null);
    },
    async open(id: number): Promise<void> {
      const review = await ask(`quality/reviews/${id}`, wholeReview);
      if (review.ok) showReview(review.value);
      else set({ failure: review.error.code });
    },
    async openCalibration(id: number): Promise<void> {
      const calibration = await ask(`quality/calibrations/${id}`, wholeCalibration);
      if (calibration.ok) showCalibration(calibration.value);
      else set({ failure: calibration.error.code });
    },
    /** A checker takes this seat's part of a call that was not drawn. */
    async pick(callId: string, seatId: string): Promise<void> {
      await send('quality/reviews', wholeReview, { callId, seatId }, showReview);
    },
    async calibrate(): Promise<void> {
      const { open, terms } = get();
      if (open?.kind !== 'review' || terms === null) return;
      const { callId, seatId, person } = open.review;
      const checkers = terms.checkers.map((each) => each.person).filter((each) => each !== person);
      const body = { callId, seatId, checkers };
      await send('quality/calibrations', wholeCalibration, body, (calibration) => {
        set({ section: 'calibrations' });
        showCalibration(calibration);
        void read(null);
      });
    },
    write: (scoring: Scoring): void => set({ scoring, refusal: null }),
    writeWhy: (why: string): void => set({ why, refusal: null }),
    deed: (what: ReviewDeed): void => void deed(what),
    sendCalibration: (): void => void sendCalibration(),
    async showCalibration(): Promise<void> {
      const { open } = get();
      if (open?.kind !== 'calibration') return;
      const path = `quality/calibrations/${open.calibration.id}/show`;
      await send(path, wholeCalibration, {}, showCalibration);
    },
    /** Ctrl+Enter. */
    send(): void {
      const { open } = get();
      if (open?.kind === 'calibration') void sendCalibration();
      else if (open?.review.steps.includes('draft') === true) void deed('draft');
    },
    back: (): void => {
      set(nothingOpen);
      listen(null);
      void read(null);
    },
    clear(): void {
      asking += 1;
      set(begin);
    },
  };
}

function eventOf(deed: ReviewDeed, scoring: Scoring, why: string): ReviewStepRequest['event'] {
  switch (deed) {
    case 'draft':
      return { kind: deed, scoring };
    case 'appeal':
      return { kind: deed, reason: why };
    case 'uphold':
      return { kind: deed, why };
    case 'change':
      return { kind: deed, scoring, why };
    default:
      return { kind: deed };
  }
}
