import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DOMParser, onErrorStopParsing, type Document } from '@xmldom/xmldom';
import { describe, expect, test } from 'vitest';
import { musicOnHold } from './make-sounds.ts';

const tree = fileURLToPath(new URL('../config/freeswitch', import.meta.url));

const files = readdirSync(tree, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.xml'))
  .map((entry) => relative(tree, join(entry.parentPath, entry.name)));

const read = (file: string): string => readFileSync(join(tree, file), 'utf8');
const parse = (xml: string): Document =>
  new DOMParser({ onError: onErrorStopParsing }).parseFromString(xml, 'text/xml');

/** What FreeSWITCH itself defines before it reads the first line. */
const builtIn = { conf_dir: '/conf', certs_dir: '/certs', recordings_dir: '/recordings' };

/**
 * The pre-processor of switch_xml.c, as far as the tree uses it: line by line, `$${…}` first, then one instruction.
 * @throws on a variable that is read before it is set, which FreeSWITCH would leave empty without a word.
 */
function render(env: Readonly<Record<string, string>> = {}): string {
  const variables = new Map<string, string>(Object.entries(builtIn));
  const lines = (file: string): string[] =>
    read(file)
      .split('\n')
      .filter((line) => !/<\/?include>|<\?/.test(line))
      .flatMap((line) => {
        const expanded = line.replaceAll(/\$\$\{(\w+)\}/g, (_, name: string) => {
          const value = variables.get(name);
          if (value === undefined) throw new Error(`${file}: $\${${name}} is never set`);
          return value;
        });
        const [, command, data] =
          /<X-PRE-PROCESS cmd="([\w-]+)" data="([^"]*)"\/>/.exec(expanded) ?? [];
        if (command === undefined || data === undefined) return [expanded];
        if (command === 'include') return included(join(dirname(file), data)).flatMap(lines);
        const [name, value] = [data.slice(0, data.indexOf('=')), data.slice(data.indexOf('=') + 1)];
        if (command === 'set') variables.set(name, value);
        else if (command === 'exec-set') variables.set(name, 'a-secret');
        else if (command === 'env-set') {
          const override = env[value.slice(1)];
          if (override !== undefined) variables.set(name, override);
        } else throw new Error(`${file}: unknown instruction ${command}`);
        return [];
      });
  return lines('freeswitch.xml').join('\n');
}

function included(pattern: string): string[] {
  const found = pattern.endsWith('*.xml')
    ? files.filter((file) => dirname(file) === dirname(pattern)).sort()
    : files.filter((file) => file === pattern);
  if (found.length === 0) throw new Error(`nothing to include for ${pattern}`);
  return found;
}

const attributes = (document: Document, element: string, attribute: string): (string | null)[] =>
  [...document.getElementsByTagName(element)].map((found) => found.getAttribute(attribute));

const parameter = (document: Document, profile: string, name: string): string | null | undefined =>
  [...document.getElementsByTagName('profile')]
    .filter((found) => found.getAttribute('name') === profile)
    .flatMap((found) => [...found.getElementsByTagName('param')])
    .find((found) => found.getAttribute('name') === name)
    ?.getAttribute('value');

describe.each(files)('%s', (file) => {
  test('is well-formed', () => {
    expect(parse(read(file)).documentElement).not.toBeNull();
  });

  test('gives every pre-processor instruction a line of its own', () => {
    const crowded = read(file)
      .split('\n')
      .filter((line) => /<X-PRE-PROCESS|<\/?include>/.test(line))
      .filter((line) => !/^\s*(?:<X-PRE-PROCESS [^<]*\/>|<\/?include>)\s*$/.test(line));
    expect(crowded).toEqual([]);
  });

  test('names no address outside, no discovery and no well-known password', () => {
    const text = read(file);
    const addresses = text.match(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g) ?? [];
    expect(addresses.filter((address) => !/^(?:127|10|172\.16|192\.168)\./.test(address))).toEqual(
      [],
    );
    const hosts = [...text.matchAll(/\b(?:https?|wss?|sips?):\/\/([^/:"]+)/g)].map((hit) => hit[1]);
    expect(hosts.filter((host) => host !== '127.0.0.1')).toEqual([]);
    expect(text).not.toMatch(/ClueCon|cmd="stun-set"|value="auto[-"]|stun:/i);
  });
});

describe('the tree as a whole', () => {
  test('renders to one well-formed document with two profiles and its contexts', () => {
    const document = parse(render());
    expect(attributes(document, 'section', 'name')).toEqual(['configuration', 'dialplan']);
    expect(attributes(document, 'profile', 'name')).toEqual(
      expect.arrayContaining(['internal', 'trunk', 'hotline']),
    );
    expect(attributes(document, 'context', 'name')).toEqual([
      'citizen',
      'citizen-survey',
      'citizen-away',
      'seat',
    ]);
  });

  test('takes ports, addresses and files from the environment', () => {
    const document = parse(
      render({
        HOTLINE_SIP_IP: '10.0.0.5',
        HOTLINE_WSS_PORT: '17443',
        HOTLINE_CERT_DIR: '/tls',
        HOTLINE_DOMAIN: 'hotline.example',
      }),
    );
    expect(parameter(document, 'internal', 'wss-binding')).toBe('10.0.0.5:17443');
    expect(parameter(document, 'internal', 'tls-cert-dir')).toBe('/tls');
    expect(parameter(document, 'internal', 'challenge-realm')).toBe('hotline.example');
    // The trunk follows the seats' address unless it is given its own.
    expect(parameter(document, 'trunk', 'sip-ip')).toBe('10.0.0.5');
  });

  test('keeps seats audio-only, and calls in and out under authority', () => {
    const document = parse(render());
    expect(parameter(document, 'internal', 'outbound-codec-prefs')).toBe('PCMA,PCMU,OPUS');
    // Instead of a challenge, which would need the bridge: whatever a seat may dial asks for its registered connection.
    expect(parameter(document, 'internal', 'auth-calls')).toBe('false');
    const [seat] = [...document.getElementsByTagName('context')].filter(
      (context) => context.getAttribute('name') === 'seat',
    );
    const [who, ...extensions] = [...(seat?.getElementsByTagName('extension') ?? [])].map(
      (extension) =>
        [...extension.getElementsByTagName('condition')].map((one) => one.getAttribute('field')),
    );
    expect(who?.join(' ')).toContain('${sofia_contact(');
    // The last one refuses whatever is left, asked by whomever.
    expect(extensions.pop()).toEqual([null]);
    expect(extensions).not.toHaveLength(0);
    for (const [first] of extensions) expect(first).toBe('${hotline_seat}');
    expect(parameter(document, 'trunk', 'auth-calls-acl-only')).toBe('true');
    expect(parameter(document, 'trunk', 'disable-register')).toBe('true');
  });

  test('leaves no bracket in a pattern whose action needs its backslashes', () => {
    const extensions = [...parse(render()).getElementsByTagName('extension')].filter((extension) =>
      [...extension.getElementsByTagName('action')].some((action) =>
        action.getAttribute('data')?.includes('\\${'),
      ),
    );
    expect(extensions).not.toHaveLength(0);
    const conditions = extensions
      .flatMap((extension) => [...extension.getElementsByTagName('condition')])
      .filter((condition) => condition.getElementsByTagName('action').length > 0);
    for (const condition of conditions)
      expect(condition.getAttribute('expression')).not.toContain('(');
  });
});

test.each([
  ['12345', true],
  ['01012345', true],
  ['059112345', true],
  ['+8659112345', true],
  ['008659112345', true],
  ['8612345', true],
  ['112345', false],
  ['123456', false],
  ['110', false],
  ['13800012345', false],
])('dialled %s reaches the hotline: %s', (dialled, reaches) => {
  const [, pattern = ''] = /hotline_number_pattern=(\^[^"]+)"/.exec(read('vars.xml')) ?? [];
  expect(new RegExp(pattern).test(dialled)).toBe(reaches);
});

test('the music on hold is what the script writes', () => {
  expect(readFileSync(join(tree, 'sounds/moh/hotline.wav')).equals(musicOnHold())).toBe(true);
});
