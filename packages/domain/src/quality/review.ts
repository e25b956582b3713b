/**
 * 质检 of one seat's part in one call.
 *
 *   to-check ──draft──► drafted ──publish──► published ──accept, expire──► closed
 *                        │  ▲                   │                            ▲
 *                        └draft (the same       appeal (whom it is about)    │ close
 *                           checker)            ▼                            │
 *                                            appealed ──uphold, change──► upheld, changed
 *                                                     (another checker)
 *
 * Nobody checks their own call, nobody decides an appeal against their own result. `transition` gives the next review or
 * a typed refusal; late and repeated steps are refused as `wrong-state`.
 */
import { assertNever, err, ok, type Result } from '../result/index.ts';
import { misfit, unmarked, type Score, type ScoreSheet, type Scoring, scoreOf } from './sheet.ts';

type Checked = { readonly checker: string; readonly scoring: Scoring };
type Published = Checked & { readonly publishedAt: number };
type Appealed = Published & { readonly reason: string; readonly appealedAt: number };
type Judged = Appealed & {
  readonly judge: string;
  readonly why: string;
  readonly judgedAt: number;
};

export type ReviewState =
  | { readonly kind: 'to-check' }
  | ({ readonly kind: 'drafted' } & Checked)
  | ({ readonly kind: 'published' } & Published)
  | ({ readonly kind: 'appealed' } & Appealed)
  | ({ readonly kind: 'upheld' } & Judged)
  /** `before`: what was published. */
  | ({ readonly kind: 'changed'; readonly before: Scoring } & Judged)
  | {
      readonly kind: 'closed';
      readonly how: 'accepted' | 'expired' | 'upheld' | 'changed';
      readonly checker: string;
      readonly scoring: Scoring;
      readonly closedAt: number;
    };

export type Review = {
  readonly callId: string;
  readonly seatId: string;
  /** Whom it is about. */
  readonly person: string;
  /** As it was when the review began: a later sheet changes no result. */
  readonly sheet: ScoreSheet;
  readonly state: ReviewState;
};

export type ReviewEvent =
  | { readonly kind: 'draft'; readonly scoring: Scoring }
  | { readonly kind: 'publish' }
  /** 确认: the agent agrees. */
  | { readonly kind: 'accept' }
  /** 申诉 */
  | { readonly kind: 'appeal'; readonly reason: string }
  /** 维持 */
  | { readonly kind: 'uphold'; readonly why: string }
  /** 改判 */
  | { readonly kind: 'change'; readonly scoring: Scoring; readonly why: string }
  | { readonly kind: 'close' }
  /** The time to appeal is over; by the clock. */
  | { readonly kind: 'expire' };

/** null: the clock. */
export type ReviewActor = { readonly person: string; readonly mayCheck: boolean } | null;

export type ReviewRules = {
  /** How long after publishing an appeal is taken, ms. */
  readonly appealMs: number;
};

export type ReviewRefusal =
  | { readonly code: 'wrong-state' | 'not-allowed' | 'own-call' | 'same-checker' | 'other-checker' }
  | { readonly code: 'appeal-late' | 'appeal-open' | 'reason-missing' }
  | { readonly code: 'unmarked' | 'misfit'; readonly item: string };

const refuse = (
  code: Exclude<ReviewRefusal, { item: string }>['code'],
): Result<never, ReviewRefusal> => err({ code });

/** Result of a review as it stands; null: nothing is marked. */
export function scoreOfReview({ sheet, state }: Review): Score | null {
  return state.kind === 'to-check' ? null : scoreOf(sheet, state.scoring);
}

export function transition(
  review: Review,
  event: ReviewEvent,
  by: ReviewActor,
  now: number,
  rules: ReviewRules,
): Result<Review, ReviewRefusal> {
  const { state, sheet } = review;
  const to = (next: ReviewState): Result<Review, ReviewRefusal> => ok({ ...review, state: next });
  const refusal = by === null ? ofClock(event) : ofPerson(review, event, by);
  if (refusal !== null) return err(refusal);
  const person = by?.person ?? '';

  switch (event.kind) {
    case 'draft': {
      if (state.kind !== 'to-check' && state.kind !== 'drafted') return refuse('wrong-state');
      if (state.kind === 'drafted' && state.checker !== person) return refuse('other-checker');
      const wrong = misfit(sheet, event.scoring);
      if (wrong !== null) return err({ code: 'misfit', item: wrong });
      return to({ kind: 'drafted', checker: person, scoring: event.scoring });
    }
    case 'publish': {
      if (state.kind !== 'drafted') return refuse('wrong-state');
      if (state.checker !== person) return refuse('other-checker');
      const [open] = unmarked(sheet, state.scoring);
      if (open !== undefined) return err({ code: 'unmarked', item: open });
      return to({ ...state, kind: 'published', publishedAt: now });
    }
    case 'accept':
      if (state.kind !== 'published') return refuse('wrong-state');
      return to(closed(state, 'accepted', now));
    case 'appeal':
      if (state.kind !== 'published') return refuse('wrong-state');
      if (now - state.publishedAt > rules.appealMs) return refuse('appeal-late');
      if (event.reason.trim() === '') return refuse('reason-missing');
      return to({ ...state, kind: 'appealed', reason: event.reason.trim(), appealedAt: now });
    case 'uphold':
    case 'change': {
      if (state.kind !== 'appealed') return refuse('wrong-state');
      if (state.checker === person) return refuse('same-checker');
      if (event.why.trim() === '') return refuse('reason-missing');
      const judged = { judge: person, why: event.why.trim(), judgedAt: now };
      if (event.kind === 'uphold') return to({ ...state, kind: 'upheld', ...judged });
      const wrong = misfit(sheet, event.scoring);
      if (wrong !== null) return err({ code: 'misfit', item: wrong });
      const [open] = unmarked(sheet, event.scoring);
      if (open !== undefined) return err({ code: 'unmarked', item: open });
      const { scoring: before } = state;
      return to({ ...state, kind: 'changed', scoring: event.scoring, before, ...judged });
    }
    case 'close':
      if (state.kind !== 'upheld' && state.kind !== 'changed') return refuse('wrong-state');
      return to(closed(state, state.kind, now));
    case 'expire':
      if (state.kind !== 'published') return refuse('wrong-state');
      if (now - state.publishedAt <= rules.appealMs) return refuse('appeal-open');
      return to(closed(state, 'expired', now));
    default:
      return assertNever(event);
  }
}

function closed(
  { checker, scoring }: Checked,
  how: 'accepted' | 'expired' | 'upheld' | 'changed',
  now: number,
): ReviewState {
  return { kind: 'closed', how, checker, scoring, closedAt: now };
}

const ofClock = ({ kind }: ReviewEvent): ReviewRefusal | null =>
  kind === 'expire' ? null : { code: 'not-allowed' };

function ofPerson(
  { person: about }: Review,
  { kind }: ReviewEvent,
  { person, mayCheck }: NonNullable<ReviewActor>,
): ReviewRefusal | null {
  switch (kind) {
    case 'accept':
    case 'appeal':
      return person === about ? null : { code: 'not-allowed' };
    case 'expire':
      return { code: 'not-allowed' };
    default:
      if (!mayCheck) return { code: 'not-allowed' };
      return person === about ? { code: 'own-call' } : null;
  }
}

const kinds = ['draft', 'publish', 'accept', 'appeal', 'uphold', 'change', 'close'] as const;
export type ReviewStep = (typeof kinds)[number];

/** Words still to be written are no hindrance: a step is offered when state, person and time allow it. */
const lacking: ReadonlySet<string> = new Set(['reason-missing', 'unmarked']);

export function stepsOf(
  review: Review,
  by: NonNullable<ReviewActor>,
  now: number,
  rules: ReviewRules,
): readonly ReviewStep[] {
  const { state } = review;
  const scoring =
    state.kind === 'to-check' ? { points: {}, fatal: [], comments: [] } : state.scoring;
  return kinds.filter((kind) => {
    const event = { kind, scoring, reason: '', why: '' } as ReviewEvent;
    const taken = transition(review, event, by, now, rules);
    return taken.ok || lacking.has(taken.error.code);
  });
}
