/**
 * What a place (茂名 2020, 山东 2020 …) rules about tickets: its limits, and when a leader has to step in. The figures are
 * data (`config/places`), each with its source; null where the place says nothing, and then nothing runs out.
 */
import type { Limit, WorkingCalendar } from '../calendar/index.ts';
import type { TicketKind } from './ticket.ts';

/** What the rules ask of the citizen's matter. */
export type Matter = {
  readonly urgency: string;
  readonly categoryCode: string;
  readonly tags: readonly string[];
  /** 不稳定因素 */
  readonly unrest: boolean;
  readonly replyWanted: boolean;
};

export type HandlingLimit = {
  /** null: of every kind, of every urgency. */
  readonly kind: string | null;
  readonly urgency: string | null;
  /** A category and everything below it, by the beginning of its code; null: of all. */
  readonly category: string | null;
  readonly tag: string | null;
  readonly limit: Limit;
};

export type PlaceRules = {
  /** 办理时限: the first that fits. */
  readonly handling: readonly HandlingLimit[];
  /** 派单, from 受理. */
  readonly dispatch: Limit | null;
  /** 签收, from 派单. */
  readonly sign: Limit | null;
  /** 联系 the citizen, from 签收. */
  readonly contact: Limit | null;
  /** 回复 the citizen, from the unit's answer, where a reply is wanted. */
  readonly reply: Limit | null;
  /** 退单 may be asked for, from 派单. */
  readonly askReturn: Limit | null;
  /** 退单 is to be decided, from when it was asked for. */
  readonly decideReturn: Limit | null;
  /** 审核, from the unit's answer. */
  readonly audit: Limit | null;
  /** 回访, from 审核 or from the last try. */
  readonly revisit: Limit | null;
  /** 退单复核: how often a unit may ask again after a rejection; the review is a leader's. */
  readonly returnReviews: number;
  /** 延期: the same length again, but no longer than this. */
  readonly longestExtension: Limit | null;
  /** 回访 of whom nobody reached: again after `again`, at most `most` times in all. */
  readonly tries: { readonly again: Limit; readonly most: number };
  readonly supervise: SupervisionRules;
  /** 民法典 art. 203: whether a last day (of plain days) that is a day off gives way to the next day that is worked. */
  readonly lastDayOffMoves: boolean;
};

/** 督办 is due when … ; null or false: never for that. */
export type SupervisionRules = {
  readonly overdue: boolean;
  /** From so many 催办, 退单, 不满意 on. */
  readonly urged: number | null;
  readonly returns: number | null;
  readonly dissatisfied: number | null;
  readonly unrest: boolean;
};

/** A place's rules where they are counted: the State Council's calendar and the hotline's zone. */
export type TicketRules = PlaceRules & {
  readonly calendar: WorkingCalendar;
  readonly utcOffsetMinutes: number;
};

/** 办理时限 of a matter. */
export function limitOf(
  kind: TicketKind,
  matter: Pick<Matter, 'urgency' | 'categoryCode' | 'tags'>,
  { handling }: Pick<PlaceRules, 'handling'>,
): Limit | null {
  const found = handling.find(
    (one) =>
      (one.kind === null || one.kind === kind) &&
      (one.urgency === null || one.urgency === matter.urgency) &&
      (one.category === null || matter.categoryCode.startsWith(one.category)) &&
      (one.tag === null || matter.tags.includes(one.tag)),
  );
  return found?.limit ?? null;
}
