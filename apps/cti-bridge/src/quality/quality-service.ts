/** 质检: what may be seen and done, by the domain's rules; reviews go forward by their version, so nobody overwrites. */
import {
  drawChecks,
  scoreOfReview,
  stepsOf,
  transition,
  weekOf,
  type Review,
  type ReviewActor,
  type ReviewEvent,
  type ReviewListName,
  type ReviewPage,
  type ReviewRefusal,
  type ReviewView,
  type QualityTerms,
  type WholeReview,
} from '@hotline/domain/quality';
import { err, ok, type Result } from '@hotline/domain/result';
import type { BridgeConfig } from '../config/index.ts';
import type { ReviewBook, ReviewEntry, ReviewRecord } from './review-book.ts';

type QualityRules = {
  readonly quality: BridgeConfig['quality'];
  readonly people: BridgeConfig['people'];
  /** Whether this person hears all recordings. */
  readonly mayListen: (person: string) => boolean;
  /** The hotline's local time minus UTC. */
  readonly utcOffsetMinutes: number;
  readonly now: () => number;
  /** Recordings that ended a moment ago are written down. */
  readonly settleRecordings: () => void;
};
type StepFailure =
  | { readonly code: 'no-review' }
  | { readonly code: 'conflict'; readonly current: WholeReview }
  | ReviewRefusal;

const PAGE = 100;
const DAY_MS = 86_400_000;

export type QualityService = ReturnType<typeof createQualityService>;

export function createQualityService(book: ReviewBook, rules: QualityRules) {
  const { quality, people, utcOffsetMinutes, now } = rules;
  const { sheet } = quality;
  const limits = { appealMs: quality.appealDays * DAY_MS };
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const nameOf = (person: string): string => names.get(person) ?? person;
  const checks = new Set(
    people.filter(({ role }) => quality.checkers.includes(role)).map(({ id }) => id),
  );
  const actor = (person: string): NonNullable<ReviewActor> => ({
    person,
    mayCheck: checks.has(person),
  });

  /** Nothing of one's own call before it is published, nothing of anybody else's without being a checker. */
  function maySee({ review }: ReviewRecord, person: string): boolean {
    const isPublic = review.state.kind !== 'to-check' && review.state.kind !== 'drafted';
    return review.person === person ? isPublic : checks.has(person);
  }
  function view(record: ReviewRecord, person: string): ReviewView {
    const { id, version, callAt, talkMs, rule, changedAt, review } = record;
    const { callId, seatId, state } = review;
    const score = isClosedTo(review, person) ? null : scoreOfReview(review);
    return {
      id,
      version,
      callId,
      seatId,
      callAt,
      talkMs,
      rule,
      changedAt,
      person: review.person,
      personName: nameOf(review.person),
      state: state.kind,
      checkerName: state.kind === 'to-check' ? null : nameOf(state.checker),
      score: score === null ? null : { ...score, fatal: [...score.fatal] },
    };
  }

  function whole(record: ReviewRecord, person: string): WholeReview {
    const { review } = record;
    const { state } = review;
    const isHidden = state.kind === 'to-check' || isClosedTo(review, person);
    return {
      ...view(record, person),
      sheet: review.sheet,
      scoring: isHidden ? null : state.scoring,
      before: state.kind === 'changed' ? state.before : null,
      appealUntil: state.kind === 'published' ? state.publishedAt + limits.appealMs : null,
      history: book.history(record.id).map((entry) => ({
        at: entry.at,
        name: entry.person === null ? null : nameOf(entry.person),
        kind: entry.event.kind,
        words: wordsOf(entry),
      })),
      steps: [...stepsOf(review, actor(person), now(), limits)],
      mayHear: rules.mayListen(person) || mayHear(person, review.callId),
    };
  }

  function mayHear(person: string, callId: string): boolean {
    if (!quality.ownRecording) return false;
    return book
      .statesOf(person, callId)
      .some((state) => state !== 'to-check' && state !== 'drafted');
  }

  return {
    mayCheck: (person: string): boolean => checks.has(person),
    mayHear,
    nameOf,
    terms: (person: string): QualityTerms => ({
      mayCheck: checks.has(person),
      appealDays: quality.appealDays,
      sheet,
      checkers: checks.has(person)
        ? [...checks].map((checker) => ({ person: checker, name: nameOf(checker) }))
        : [],
    }),

    /** null: not for this person. */
    list(list: ReviewListName, after: number | undefined, person: string): ReviewPage | null {
      if (list !== 'own' && !checks.has(person)) return null;
      const found = book.list(list, person, after, PAGE + 1);
      const shown = found.slice(0, PAGE);
      return {
        reviews: shown
          .filter((record) => maySee(record, person))
          .map((record) => view(record, person)),
        next: found.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
      };
    },

    /** null: there is none, or none for this person. */
    read(id: number, person: string): WholeReview | null {
      const record = book.read(id);
      return record === null || !maySee(record, person) ? null : whole(record, person);
    },

    pick(
      callId: string,
      seatId: string,
      person: string,
    ): Result<WholeReview, { readonly code: 'not-allowed' | 'own-call' | 'no-call' }> {
      if (!checks.has(person)) return err({ code: 'not-allowed' });
      if (book.part(callId, seatId)?.person === person) return err({ code: 'own-call' });
      const record = book.pick(callId, seatId, sheet, now());
      return record === null || !maySee(record, person)
        ? err({ code: 'no-call' })
        : ok(whole(record, person));
    },

    step(
      id: number,
      expectedVersion: number,
      event: ReviewEvent,
      person: string,
    ): Result<WholeReview, StepFailure> {
      const record = book.read(id);
      if (record === null || !maySee(record, person)) return err({ code: 'no-review' });
      const conflict = () => {
        const current = book.read(id) ?? record;
        return err({ code: 'conflict', current: whole(current, person) } as const);
      };
      if (record.version !== expectedVersion) return conflict();
      const at = now();
      const next = transition(record.review, event, actor(person), at, limits);
      if (!next.ok) return next;
      if (!book.put.immediate(record, next.value, event, person, at)) return conflict();
      return ok(whole(book.read(id) ?? record, person));
    },

    /** Draws of the week that `at` lies in what is not drawn yet. @returns how many. */
    draw(at: number): number {
      rules.settleRecordings();
      const { from, to } = weekOf(at, utcOffsetMinutes);
      const { calls, already } = book.ended(from, to);
      const parts = new Map(calls.map((call) => [`${call.seatId} ${call.callId}`, call]));
      // The week is part of the seed: the same call id never comes twice, but a rule's rank should not hang on it.
      const drawn = drawChecks(calls, quality.draw, `${quality.seed} ${from}`, already);
      return book.addDrawn.immediate(
        drawn.flatMap(({ callId, seatId, rule }) => {
          const call = parts.get(`${seatId} ${callId}`);
          return call === undefined ? [] : [{ call, rule }];
        }),
        sheet,
        now(),
      );
    },

    /** Results that nobody appealed against in time are closed. @returns how many. */
    expire(): number {
      const at = now();
      const event = { kind: 'expire' } as const;
      return book.published().filter((record) => {
        const next = transition(record.review, event, null, at, limits);
        return next.ok && book.put.immediate(record, next.value, event, null, at);
      }).length;
    },
  };
}

/** What another checker has not published is not theirs to look at. */
const isClosedTo = ({ state }: Review, person: string): boolean =>
  state.kind === 'drafted' && state.checker !== person;

function wordsOf({ event }: ReviewEntry): string {
  if ('reason' in event) return event.reason;
  return 'why' in event ? event.why : '';
}
