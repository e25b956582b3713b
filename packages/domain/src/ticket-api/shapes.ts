/** What goes over `/api/v1/tickets`: the bridge checks with it, its OpenAPI document says it, the client reads it. */
import { z } from 'zod';
import { complainantFields, ticketDraft } from '../draft/index.ts';
import type { TicketEvent } from '../ticket/index.ts';
import { ticketEvent } from './event.ts';
import { heldStep, limitView, paceView } from './pace.ts';

/** ms since 1970 UTC */
const instant = z.number().int();

export const ticketNo = z.string().regex(/^\d{8}-\d{6,}$/);

export const ticketList = z.enum([
  'all',
  'mine',
  'to-dispatch',
  'due-soon',
  'overdue',
  /** 督办 is due, and was not begun. */
  'to-supervise',
  'supervised',
  'to-revisit',
]);

/** Of an address: all are text there. */
export const listQuery = z.strictObject({
  list: ticketList.default('all'),
  unit: z.string().max(32).optional(),
  state: z.string().max(32).optional(),
  kind: z.string().max(32).optional(),
  urgency: z.string().max(32).optional(),
  /** Part of the title. */
  title: z.string().min(1).max(100).optional(),
  order: z.enum(['newest', 'oldest']).default('newest'),
  /** `next` of the page before. */
  after: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListQuery = Omit<z.input<typeof listQuery>, 'limit'> & { readonly limit?: number };

/** Who complained, as far as this person may see it; the rest by `reveal`. */
const complainant = z.object({
  isHidden: z.boolean(),
  name: z.string(),
  callerNumberMasked: z.string(),
  contactNumberMasked: z.string(),
  mayReveal: z.boolean(),
});

const ticketView = z.object({
  ticketNo,
  /** Goes back with the next step: who was slower is told. */
  version: z.number().int(),
  filedAt: instant,
  state: z.string(),
  kind: z.string(),
  title: z.string(),
  urgency: z.string(),
  categoryCode: z.string(),
  seatId: z.string(),
  person: z.string(),
  secret: z.boolean(),
  /** The units that have it, 主办 and 会办; null before 派单 and for what was never dispatched. */
  assignment: z.object({ main: z.string(), joint: z.array(z.string()) }).nullable(),
  extended: z.boolean(),
  urged: z.number().int(),
  supervised: z.boolean(),
  /** 到期: when the unit's answer is due; what runs out before it stands in `pace`. */
  dueAt: instant.nullable(),
  due: z.enum(['in-time', 'soon', 'overdue']).nullable(),
  pace: paceView,
  complainant,
});
export type TicketView = z.infer<typeof ticketView>;

export const ticketPage = z.object({
  tickets: z.array(ticketView),
  /** null: that was all. */
  next: z.string().nullable(),
});
export type TicketPage = z.infer<typeof ticketPage>;

/** For the lists' badges: up to 1,000, and 1,000 for whatever is more. A clerk's are their own unit's. */
export const ticketCounts = z.object({
  mine: z.number().int(),
  'to-dispatch': z.number().int(),
  'due-soon': z.number().int(),
  overdue: z.number().int(),
  'to-supervise': z.number().int(),
  supervised: z.number().int(),
  'to-revisit': z.number().int(),
});
export type TicketCounts = z.infer<typeof ticketCounts>;

const historyView = z.object({
  no: z.number().int(),
  at: instant,
  clock: instant.nullable(),
  by: z.object({ role: z.string(), person: z.string(), unit: z.string().optional() }),
  event: z.looseObject({ kind: z.string() }),
});

const attachmentView = z.object({
  id: z.string(),
  draftId: z.string(),
  name: z.string(),
  /** As its content says: image/png. */
  type: z.string(),
  /** Bytes. */
  size: z.number().int(),
  at: instant,
});
export type AttachmentView = z.infer<typeof attachmentView>;
export const attachmentList = z.array(attachmentView);

/** What may be written on a ticket beside its way: 关联, 并入, 催办. */
export const ticketAction = z.enum(['link', 'join', 'urge']);
export type TicketAction = z.infer<typeof ticketAction>;

export const wholeTicket = ticketView.extend({
  /** Without whatever says who complains. */
  matter: ticketDraft.omit(complainantFields),
  history: z.array(historyView),
  /** What this person may do now. */
  steps: z.array(z.string()),
  /** What they may do at another time, and why not now. */
  held: z.array(heldStep),
  /** 办理时限 as the unit was given it; null while no unit has to answer. */
  limit: limitView.nullable(),
  /** Until when 退单 may be asked for; null: no unit has the ticket, or the place sets no limit. */
  returnUntil: instant.nullable(),
  /** `TicketAction` */
  actions: z.array(z.string()),
  /** 关联: numbers of tickets. */
  links: z.array(ticketNo),
  /** 并入: who else complained; `no` of the entry that has their words. */
  joined: z.array(
    z.object({
      no: z.number().int(),
      callId: z.string().nullable(),
      person: z.string(),
      complainant,
    }),
  ),
  attachments: attachmentList,
});
export type WholeTicket = z.infer<typeof wholeTicket>;

export const stepRequest = z.strictObject({
  expectedVersion: z.number().int().min(1),
  event: ticketEvent,
});
export type StepRequest = { readonly expectedVersion: number; readonly event: TicketEvent };

export const revealRequest = z.strictObject({ reason: z.string().trim().min(1).max(500) });
const person = z.object({
  name: z.string(),
  callerNumber: z.string().nullable(),
  contactNumber: z.string(),
  enterprise: z.string().default(''),
  address: z.string().default(''),
  idNumber: z.string().default(''),
});
export const revealed = person.extend({
  /** Of the drafts that joined it, as far as this person may see them. */
  joined: z.array(person.extend({ no: z.number().int() })),
});
export type Revealed = z.infer<typeof revealed>;

/** What is being written: similar open tickets are looked for by it. */
export const similarQuery = ticketDraft
  .pick({
    draftId: true,
    /** The call that this person's seat has answered: its number is looked for. */
    callId: true,
    contactNumber: true,
    title: true,
    text: true,
    place: true,
    categoryCode: true,
  })
  .strict();
export type SimilarQuery = z.input<typeof similarQuery>;

export const likenessReason = z.enum(['same-number', 'same-place', 'alike-text', 'same-category']);
export const similarTickets = z.array(
  z.object({
    ticket: ticketView,
    place: z.string(),
    /** The beginning of its text. */
    excerpt: z.string(),
    /** The strongest first. */
    reasons: z.array(likenessReason),
    /** 0 to 100; sorted by it. */
    score: z.number().int(),
    actions: z.array(ticketAction),
  }),
);
export type SimilarTickets = z.infer<typeof similarTickets>;

/** 并入 (and 催办): the draft's words go into the ticket; the draft is over then. Asking again changes nothing. */
export const joinRequest = z.strictObject({ draft: ticketDraft, urge: z.boolean() });
export type JoinRequest = z.input<typeof joinRequest>;
export const joinRefused = z.object({
  code: z.string(),
  /** `already-filed`: where the draft went before. */
  ticketNo: ticketNo.optional(),
});

export const linkRequest = z.strictObject({ ticketNo });

/** By another platform, signed. A version that is not newer changes nothing. */
export const externalTicket = z.strictObject({
  version: z.number().int().min(1),
  draft: ticketDraft,
});
export const received = z.object({
  ticketNo,
  outcome: z.enum(['created', 'updated', 'unchanged']),
});

export const deliveryKey = z.strictObject({
  target: z.string().max(32),
  ticketNo,
  no: z.number().int().min(1),
});
export type DeliveryKey = z.infer<typeof deliveryKey>;
export const deadDeliveries = z.array(
  deliveryKey.extend({
    attempts: z.number().int(),
    firstAt: instant.nullable(),
    status: z.number().int().nullable(),
    fault: z.string().nullable(),
  }),
);

export type DeadDelivery = z.infer<typeof deadDeliveries>[number];

export const ticketRefused = z.object({
  code: z.string(),
  /** `year-without-data`: the year. */
  year: z.number().int().optional(),
  /** `return-late`, `extension-late`: until when; `revisit-too-early`: from when. */
  at: instant.optional(),
  /** `revisit-tries-left` */
  left: z.number().int().optional(),
});
/** 409: the ticket's state that the step was meant for, and the ticket as it is. */
export const conflict = z.object({
  code: z.literal('conflict'),
  meant: z.string().nullable(),
  current: ticketView,
});
