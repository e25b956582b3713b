import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';

/** A seat as the bridge's directory describes it. */
export interface DirectoryUser {
  readonly id: string;
  /** MD5 of `user:realm:password`, hex. */
  readonly a1Hash: string;
  readonly variables: Readonly<Record<string, string>>;
  /** ms that the answer may be remembered (`cacheable`); 0 or less: ask each time. */
  readonly cacheableMs: number;
}

const NamedValue = z.object({ '@name': z.string(), '@value': z.string() });
const Answer = z.object({
  document: z.object({
    section: z.object({
      '@name': z.literal('directory'),
      domain: z.object({
        '@name': z.string(),
        user: z.object({
          '@id': z.string(),
          '@cacheable': z.string().optional(),
          params: z.object({ param: z.array(NamedValue) }),
          variables: z.object({ variable: z.array(NamedValue) }).optional(),
        }),
      }),
    }),
  }),
});

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseAttributeValue: false,
  isArray: (name) => name === 'param' || name === 'variable',
});

/** The user of a mod_xml_curl answer; undefined for `not found`, for a user without a password and for anything else. */
export function readDirectoryAnswer(xml: string): DirectoryUser | undefined {
  let parsed: unknown;
  try {
    parsed = parser.parse(withoutUserGroups(xml));
  } catch {
    return undefined;
  }
  const answer = Answer.safeParse(parsed);
  if (!answer.success) return undefined;
  const { user } = answer.data.document.section.domain;
  const a1Hash = user.params.param.find((param) => param['@name'] === 'a1-hash')?.['@value'];
  if (!a1Hash || !/^[0-9a-f]{32}$/i.test(a1Hash)) return undefined;
  const variables = (user.variables?.variable ?? []).map(
    (entry) => [entry['@name'], entry['@value']] as const,
  );
  return {
    id: user['@id'],
    a1Hash: a1Hash.toLowerCase(),
    variables: Object.fromEntries(variables),
    cacheableMs: cacheableMs(user['@cacheable'] ?? ''),
  };
}

/** FreeSWITCH takes a user directly in its domain or inside `<groups><group><users>`: both read the same here. */
function withoutUserGroups(xml: string): string {
  return xml.replace(/<\/?(?:groups|group|users)(?:\s[^>]*)?>/g, '');
}

/** `switch_xml_locate_user_merged`: a number is ms, reckoned as µs in an `int`, which overflows; any other word is for ever. */
function cacheableMs(text: string): number {
  if (text === '') return 0;
  return /^\d+$/.test(text) ? Math.imul(Number(text), 1000) / 1000 : Number.POSITIVE_INFINITY;
}
