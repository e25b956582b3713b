import type { DirectoryEntryView, Invitee, Operation } from '@hotline/domain/protocol';

/** 释放转 · 成功转 · 咨询转 · 三方转 · 口译 · 转入技能队列, in the order of their keys. */
export const ways = [
  'blind',
  'attended',
  'consult',
  'conference',
  'interpret',
  'to-queue',
] as const;
export type Way = (typeof ways)[number];

/** What the panel asks for; the draft's title and text are put along by the desk. */
export type Invitation = {
  readonly way: Way;
  readonly target: Invitee;
  /** With `to-queue`. */
  readonly skill: string | null;
  readonly language: string | null;
  readonly reason: string;
};

/** An entry of the directory, or a number that was typed. */
export type Target =
  | { readonly kind: 'entry'; readonly entry: DirectoryEntryView }
  | { readonly kind: 'number'; readonly number: string };

/** Ways that make sense to this target, allowed now or not: a way that is not allowed is shown still. */
export function waysTo(target: Target): readonly Way[] {
  const plain: readonly Way[] = ['blind', 'attended', 'consult', 'conference'];
  if (target.kind === 'number') return plain;
  const { entry } = target;
  const interprets =
    entry.languages.length > 0 && (entry.kind === 'skill' || entry.kind === 'seat');
  return [
    ...plain,
    ...(interprets ? (['interpret'] as const) : []),
    ...(entry.skill !== null && entry.kind === 'skill' ? (['to-queue'] as const) : []),
  ];
}

export const operationOf = (way: Way): Operation => (way === 'to-queue' ? 'to-queue' : 'invite');

/** 3 to 20 digits with an optional +, as a person writes them; null: this is a word to search for. */
export function typedNumber(query: string): string | null {
  const plain = query.replaceAll(/[\s()（）-]/g, '');
  return /^\+?\d{3,20}$/.test(plain) ? plain : null;
}

export function invitationTo(target: Target, way: Way, reason: string): Invitation {
  if (target.kind === 'number')
    return {
      way,
      target: { kind: 'number', number: target.number },
      skill: null,
      language: null,
      reason,
    };
  const { entry } = target;
  return {
    way,
    target: { kind: 'entry', id: entry.id },
    skill: entry.skill,
    language: entry.languages[0] ?? null,
    reason,
  };
}
