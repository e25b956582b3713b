import { expect, test } from 'vitest';
import { readDirectoryAnswer } from './directory-xml.ts';

const hash = '0123456789abcdef0123456789ABCDEF';
const answer = (inside: string): string =>
  `<document type="freeswitch/xml"><section name="directory"><domain name="127.0.0.1">${inside}</domain></section></document>`;
const user = `<user id="1001"><params><param name="a1-hash" value="${hash}"/></params><variables><variable name="hotline_seat" value="1001"/></variables></user>`;

test('a user is read, directly in the domain or inside groups', () => {
  const expected = {
    id: '1001',
    a1Hash: hash.toLowerCase(),
    variables: { hotline_seat: '1001' },
    cacheableMs: 0,
  };
  expect(readDirectoryAnswer(answer(user))).toEqual(expected);
  expect(
    readDirectoryAnswer(
      answer(
        `<params><param name="x" value="y"/></params><groups><group name="seats"><users>${user}</users></group></groups>`,
      ),
    ),
  ).toEqual(expected);
});

test.each([
  [
    'not found',
    '<document type="freeswitch/xml"><section name="result"><result status="not found"/></section></document>',
  ],
  ['no password', answer('<user id="1001"><params><param name="vm" value="x"/></params></user>')],
  ['a hash that is none', answer(user.replace(hash, 'secret'))],
  ['no XML', 'oops <<<'],
  ['nothing', ''],
])('%s is nobody', (_name, xml) => {
  expect(readDirectoryAnswer(xml)).toBeUndefined();
});

test.each([
  ['5000', 5000],
  // Eight hours: FreeSWITCH's arithmetic overflows, and the entry is old at once.
  ['28800000', -1_264_771.072],
  ['true', Number.POSITIVE_INFINITY],
])('cacheable="%s"', (text, ms) => {
  const xml = answer(user.replace('id="1001"', `id="1001" cacheable="${text}"`));
  expect(readDirectoryAnswer(xml)).toMatchObject({ id: '1001', cacheableMs: ms });
});
