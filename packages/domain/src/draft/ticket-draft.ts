import { z } from 'zod';
import { plainText } from '../plain-text/index.ts';
import { refusalReasons } from '../ticket/index.ts';

/** A text field of a draft: long enough for a pasted letter, short enough to be refused before it hurts. */
const text = (max: number) => z.string().max(max).overwrite(plainText);

/** 来件渠道: how the matter came in. A call is always `phone`; a free draft (信件, 短信, 来访 …) says which. */
export const channels = ['phone', 'sms', 'letter', 'web', 'walk-in', 'other'] as const;

/**
 * 工单草稿: what the agent writes while the citizen talks. It belongs to the seat; a ticket (工单) belongs to the bridge.
 * The calling number stays apart from the contact number; the calling number itself is the bridge's and is not in here.
 *
 * A field that came later has a default: what an older desk wrote is still a draft.
 */
export const ticketDraft = z.object({
  draftId: z.string().min(1).max(64),
  callId: z.string().max(64).nullable(),
  channel: z.enum(channels).default('phone'),
  /** 咨询 consult, 求助 help, 投诉 complaint, 举报 report, 建议 suggestion, 表扬 praise; '' = not chosen yet. */
  kind: text(32),
  title: text(200),
  text: text(60_000),
  categoryCode: text(32),
  urgency: text(16),
  /** Instability marker (不稳定因素). */
  unrest: z.boolean(),
  place: text(300),
  /** 被反映对象: the person or body complained of. */
  personsConcerned: text(300),
  callerName: text(64),
  callerSex: z.enum(['', 'female', 'male']).default(''),
  /** 企业 has a line of its own at many hotlines (涉企专席); then `enterprise` is its name and `callerName` who speaks for it. */
  callerKind: z.enum(['person', 'enterprise']).default('person'),
  enterprise: text(128).default(''),
  /** Where the caller lives, which is often not the place of the matter. */
  callerAddress: text(300).default(''),
  /** 老年人, 听障 …: words of the caller's profile, or the agent's. */
  specialGroup: text(64).default(''),
  /** 公民身份号码 (GB 11643-1999), only where the matter cannot be looked up without it. */
  idNumber: text(18).default(''),
  contactNumber: text(32),
  contactPreference: z.enum(['any', 'voice', 'text-only']),
  /** 保密: the complainant is masked for everyone but the roles that config names. */
  secret: z.boolean(),
  replyWanted: z.boolean(),
  /** 办理方式: 直接答复 direct, 交办 assign, 不受理 refuse, 无效 void; '' = not chosen yet. */
  handling: z.enum(['', 'direct', 'assign', 'refuse', 'void']),
  /** 建议承办单位: ids of the units the agent would give it to, 主办 first; who dispatches decides. */
  units: z.array(text(32)).max(8).default([]),
  /** 不受理: the reason, and the words that were said to the citizen; null while none is chosen. */
  refusal: z
    .object({ reason: z.enum(refusalReasons), explanation: text(2_000) })
    .nullable()
    .default(null),
  tags: z.array(text(32)).max(32),
  /** 关联: numbers of tickets that it has to do with; written on both histories when it is filed. */
  related: z.array(text(32)).max(8).default([]),
});
export type TicketDraft = z.infer<typeof ticketDraft>;

export function emptyDraft(draftId: string, callId: string | null): TicketDraft {
  return {
    draftId,
    callId,
    channel: callId === null ? 'other' : 'phone',
    kind: '',
    title: '',
    text: '',
    categoryCode: '',
    urgency: 'normal',
    unrest: false,
    place: '',
    personsConcerned: '',
    callerName: '',
    callerSex: '',
    callerKind: 'person',
    enterprise: '',
    callerAddress: '',
    specialGroup: '',
    idNumber: '',
    contactNumber: '',
    contactPreference: 'any',
    secret: false,
    replyWanted: true,
    handling: '',
    units: [],
    refusal: null,
    tags: [],
    related: [],
  };
}

/** What says who complains: never part of the matter that others read. For zod's `omit`. */
export const complainantFields = {
  callerName: true,
  callerSex: true,
  callerKind: true,
  enterprise: true,
  callerAddress: true,
  specialGroup: true,
  idNumber: true,
  contactNumber: true,
} as const satisfies Partial<Record<keyof TicketDraft, true>>;

export function withoutComplainant(
  draft: TicketDraft,
): Omit<TicketDraft, keyof typeof complainantFields> {
  const {
    callerName: _name,
    callerSex: _sex,
    callerKind: _kind,
    enterprise: _enterprise,
    callerAddress: _address,
    specialGroup: _group,
    idNumber: _idNumber,
    contactNumber: _number,
    ...matter
  } = draft;
  return matter;
}
