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

export function userDocument({ user, domain, a1Hash }: DirectoryUser): string {
  return [
    '<document type="freeswitch/xml"><section name="directory">',
    `<domain name="${attribute(domain)}"><groups><group name="seats"><users>`,
    `<user id="${attribute(user)}"><params>`,
    param('a1-hash', a1Hash),
    param('dial-string', dialString),
    '</params><variables>',
    variable('user_context', 'seat'),
    variable('hotline_seat', user),
    '</variables></user>',
    '</users></group></groups></domain></section></document>',
  ].join('');
}
