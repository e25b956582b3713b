/**
 * 工单: what became of a citizen's matter, from 受理 to 办结. A ticket is the fold of its history (history.ts).
 *
 *   accepted 受理 ──dispatch 派单──▶ dispatched ──sign 签收──▶ signed ──start 办理──▶ handling ──answer 反馈──▶ answered
 *      │  ▲                            │     ▲                                        ▲  ▲                      │
 *      │  └─return upheld── return-asked 退单 ┘ return rejected           sent back ──┘  │                audit 审核
 *      │                                                                                 │                      ▼
 *      ├─answer-directly 直接答复──▶ closed                      redo 重办 (first 不满意) │                 revisiting 回访
 *      ├─refuse 不受理──▶ refused                                                        └─ rated ◀─rate 评价─ revisited
 *      └─merge 并单──▶ merged                                          closed ◀─close 办结──┘
 *
 * Not reached at a revisit: it stays revisiting, and is closed as not reached when the place's tries are used up.
 */
import type { Limit } from '../calendar/index.ts';

export type TicketKind = 'consult' | 'help' | 'complaint' | 'report' | 'suggestion' | 'praise';

/** 主办 answers; every 会办 gives its opinion first. */
export type Assignment = {
  readonly main: string;
  readonly joint: readonly string[];
};

export type Opinion = { readonly unit: string; readonly text: string };

/** Five levels (五级评价). */
export type Score =
  | 'very-satisfied'
  | 'satisfied'
  | 'neutral'
  | 'dissatisfied'
  | 'very-dissatisfied';

/** 不满意 or worse leads to 重办 (茂名 2020). */
export const isDissatisfied = (score: Score): boolean =>
  score === 'dissatisfied' || score === 'very-dissatisfied';

/** What a revisit found. Asked of a person: `null` is "would not say", or was not reached. */
export type Revisit = {
  readonly reached: boolean;
  readonly contactedByUnit: boolean | null;
  readonly solved: boolean | null;
  /** The call in which they were asked; absent: not by this hotline's telephone. */
  readonly callId?: string | undefined;
};

/** Scores for the two stages: 受理 (the hotline) and 办理 (the unit). `null` when the citizen gave none. */
export type Rating = { readonly acceptance: Score | null; readonly handling: Score | null };

/** 不受理: why the hotline may not take a matter up. */
export const refusalReasons = [
  'litigation',
  'arbitration',
  'discipline-inspection',
  'administrative-review',
  'information-disclosure',
  'petition',
  'secret-or-privacy',
  'public-order',
  'being-handled',
  'already-answered',
  'no-substance',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export type TicketState =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'dispatched'; readonly assignment: Assignment }
  | { readonly kind: 'return-asked'; readonly assignment: Assignment; readonly reason: string }
  | { readonly kind: 'signed'; readonly assignment: Assignment }
  | {
      readonly kind: 'handling';
      readonly assignment: Assignment;
      readonly opinions: readonly Opinion[];
    }
  | { readonly kind: 'answered'; readonly assignment: Assignment; readonly answer: string }
  | {
      readonly kind: 'revisiting';
      readonly assignment: Assignment;
      readonly answer: string;
      /** Times that nobody was reached, and the last of them. */
      readonly tries: number;
      readonly triedAt: number | null;
    }
  | {
      readonly kind: 'revisited';
      readonly assignment: Assignment;
      readonly answer: string;
      readonly revisit: Revisit;
    }
  | {
      readonly kind: 'rated';
      readonly assignment: Assignment;
      readonly answer: string;
      readonly rating: Rating;
    }
  | {
      readonly kind: 'closed';
      /** `not-reached`: handled, and nobody could be asked. */
      readonly how: 'handled' | 'direct' | 'not-reached';
      readonly answer: string;
    }
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly explanation: string }
  | { readonly kind: 'merged'; readonly into: string };

/** 办理时限 under way. */
export type Run = {
  /** When it began: 派单, 改派, 重办, or sent back by 审核. */
  readonly from: number;
  /** As the unit was given it; null: the place's, as it is now. */
  readonly limit: Limit | null;
  readonly extended: boolean;
};

/** All times in ms since 1970 UTC. */
export type Ticket = {
  readonly ticketId: string;
  readonly kind: TicketKind;
  readonly state: TicketState;
  /** 延期 is granted once in a ticket's life, for the same length again (茂名 2020). */
  readonly extended: boolean;
  /** Times that a 退单 was upheld. */
  readonly returns: number;
  /** Times that a 退单 was asked for, and rejected while this assignment stood. */
  readonly returnsAsked: number;
  readonly returnsRejected: number;
  /** 催办. */
  readonly urged: number;
  /** 督办. */
  readonly supervised: boolean;
  /** 办理 stage scores, first and after 重办: the second counts. */
  readonly ratings: readonly Rating[];
  /** When it came into its state. */
  readonly since: number;
  /** When the unit was given it; null while none has it. */
  readonly assignedAt: number | null;
  readonly signedAt: number | null;
  /** 联系: the unit has spoken with the citizen; 回复: it has since it answered. */
  readonly contacted: boolean;
  readonly replied: boolean;
  readonly answeredAt: number | null;
  /** null while no unit has to answer. */
  readonly run: Run | null;
  /** Number of the last history entry, and its time. */
  readonly lastStep: { readonly no: number; readonly at: number };
};

/** Nothing more is to be done. */
export const hasEnded = ({ state }: Pick<Ticket, 'state'>): boolean =>
  state.kind === 'closed' || state.kind === 'refused' || state.kind === 'merged';
