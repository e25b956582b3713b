import { z } from 'zod';

/** A text field of a draft: long enough for a pasted letter, short enough to be refused before it hurts. */
const text = (max: number) => z.string().max(max);

/**
 * 工单草稿: what the agent writes while the citizen talks. It belongs to the seat; a ticket (工单) belongs to the bridge.
 * The calling number stays apart from the contact number; the calling number itself is the bridge's and is not in here.
 */
export const ticketDraft = z.object({
  draftId: z.string().min(1).max(64),
  callId: z.string().max(64).nullable(),
  /** 咨询 consult, 求助 help, 投诉 complaint, 举报 report, 建议 suggestion, 表扬 praise; '' = not chosen yet. */
  kind: text(32),
  title: text(200),
  text: text(60_000),
  categoryCode: text(32),
  urgency: text(16),
  /** Instability marker (不稳定因素). */
  unrest: z.boolean(),
  place: text(300),
  personsConcerned: text(300),
  callerName: text(64),
  contactNumber: text(32),
  contactPreference: z.enum(['any', 'voice', 'text-only']),
  /** 保密: the complainant is masked for everyone but the roles that config names. */
  secret: z.boolean(),
  replyWanted: z.boolean(),
  /** 办理方式: 直接答复 direct, 交办 assign, 无效 void; '' = not chosen yet. */
  handling: z.enum(['', 'direct', 'assign', 'void']),
  tags: z.array(text(32)).max(32),
});
export type TicketDraft = z.infer<typeof ticketDraft>;

export { differences, withFieldsOf, type ComparedField } from './differences.ts';

export function emptyDraft(draftId: string, callId: string | null): TicketDraft {
  return {
    draftId,
    callId,
    kind: '',
    title: '',
    text: '',
    categoryCode: '',
    urgency: 'normal',
    unrest: false,
    place: '',
    personsConcerned: '',
    callerName: '',
    contactNumber: '',
    contactPreference: 'any',
    secret: false,
    replyWanted: true,
    handling: '',
    tags: [],
  };
}
