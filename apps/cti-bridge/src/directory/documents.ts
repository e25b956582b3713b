/**
 * What mod_xml_curl is answered. No XML prolog: with one, an answer in one line failed to parse on FreeSWITCH 1.11.
 */
import { attribute } from './xml.ts';

/** The standard "not found"; FreeSWITCH then asks nobody else and answers the seat 403. */
export const notFound =
  '<document type="freeswitch/xml"><section name="result"><result status="not found"/></section></document>';

export type DirectoryUser = {
  readonly user: string;
  readonly domain: string;
  /** MD5(user:realm:password), hex. */
  readonly a1Hash: string;
};

/** How `user/1001` is dialled: to wherever that user is registered. `${…}` is expanded by FreeSWITCH. */
const dialString =
  '{sip_invite_domain=${dialed_domain},presence_id=${dialed_user}@${dialed_domain}}${sofia_contact(*/${dialed_user}@${dialed_domain})}';

const param = (name: string, value: string) =>
  `<param name="${name}" value="${attribute(value)}"/>`;
const variable = (name: string, value: string) =>
  `<variable name="${name}" value="${attribute(value)}"/>`;

/**
 * The PBX remembers the answer until it is told to forget it, so that a seat whose socket dies while the bridge is away
 * registers again. The bridge says so at each log-out and each new log-in (`xml_flush_cache`). Any word but a number
 * means that; a number is ms, but FreeSWITCH 1.11 reckons µs in an `int` and forgets more than 35 minutes at once.
 */
const REMEMBERED = 'until-log-out';

export function userDocument({ user, domain, a1Hash }: DirectoryUser): string {
  return [
    '<document type="freeswitch/xml"><section name="directory">',
    `<domain name="${attribute(domain)}"><groups><group name="seats"><users>`,
    `<user id="${attribute(user)}" cacheable="${REMEMBERED}"><params>`,
    param('a1-hash', a1Hash),
    param('dial-string', dialString),
    '</params><variables>',
    variable('user_context', 'seat'),
    variable('hotline_seat', user),
    '</variables></user>',
    '</users></group></groups></domain></section></document>',
  ].join('');
}
