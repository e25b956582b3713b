/** One question of mod_xml_curl, as the form it posts → the document it gets. */
import { z } from 'zod';
import { notFound, userDocument } from './documents.ts';

/**
 * `action` is `sip_auth` for REGISTER and INVITE, `user_call` for a dial of `user/…`; both name `user` and `domain`.
 * Other questions (`purpose=gateways`, `network-list`, groups) have no answer here. Values come as text, or as a list
 * when a name comes twice; the latter is no question FreeSWITCH asks.
 */
const question = z.object({
  section: z.literal('directory'),
  tag_name: z.literal('domain'),
  key_name: z.literal('name'),
  key_value: z.string().max(255),
  user: z.string().regex(/^\d{3,6}$/),
  domain: z.string().max(255),
  key: z.literal('id').optional(),
  action: z.string().max(64).optional(),
  sip_auth_realm: z.string().max(255).optional(),
});

export type DirectoryAnswer = {
  readonly result: 'found' | 'not-logged-in' | 'other-domain' | 'no-question';
  readonly document: string;
};

export function answerDirectory(
  form: unknown,
  domain: string,
  a1HashOf: (user: string) => string | null,
): DirectoryAnswer {
  const asked = question.safeParse(form);
  if (!asked.success) return { result: 'no-question', document: notFound };
  const { user, domain: askedDomain, key_value: named, sip_auth_realm: realm } = asked.data;
  // The hash contains the realm: for any other it would only make a wrong password.
  const names = [askedDomain, named, ...(realm === undefined ? [] : [realm])];
  if (names.some((name) => name.toLowerCase() !== domain.toLowerCase())) {
    return { result: 'other-domain', document: notFound };
  }
  const a1Hash = a1HashOf(user);
  if (a1Hash === null) return { result: 'not-logged-in', document: notFound };
  return { result: 'found', document: userDocument({ user, domain, a1Hash }) };
}
