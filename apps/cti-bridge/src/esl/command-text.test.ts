import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelVariables, lastArgument, word } from './command-text.ts';

/**
 * FreeSWITCH's own reading of a command, after switch_utils.c (separate_string_blank_delim(),
 * separate_string_char_delim(), cleanup_separated_string()): what the escapes have to survive.
 */
function cleanup(text: string, delimiter: string): string {
  const unescaped: Record<string, string> = { n: '\n', r: '\r', t: '\t', s: ' ' };
  let out = '';
  let end = 0;
  let inside = false;
  const chars = text.replace(/^ +/, '');
  for (let i = 0; i < chars.length; i++) {
    const char = chars.charAt(i);
    const next = chars.charAt(i + 1);
    if (char === '\\' && (`'"\\`.includes(next) || next === delimiter) && next !== '') {
      out += next;
      i++;
      end = out.length;
    } else if (char === '\\' && unescaped[next] !== undefined) {
      out += unescaped[next];
      i++;
      end = out.length;
    } else if (char === "'" && (inside || chars.includes("'", i + 1))) {
      inside = !inside;
      if (inside) end = out.length;
    } else {
      out += char;
      if (char !== ' ' || inside) end = out.length;
    }
  }
  return end > 0 ? out.slice(0, end) : out;
}

function separate(text: string, delimiter: string, max: number): string[] {
  const parts: string[] = [];
  let start = 0;
  let inside = false;
  let i = 0;
  while (parts.length < max - 1 && i < text.length) {
    const char = text.charAt(i);
    if (char === '\\') i++;
    else if (char === "'" && (delimiter === ' ' || inside || text.includes("'", i + 1)))
      inside = !inside;
    else if (char === delimiter && !inside) {
      parts.push(text.slice(start, i));
      if (delimiter === ' ') i += (/^ */.exec(text.slice(i + 1))?.[0] ?? '').length;
      start = i + 1;
    }
    i++;
  }
  if (start < text.length) parts.push(text.slice(start));
  return parts.map((part) => cleanup(part, delimiter === ' ' ? '' : delimiter));
}

/** originate_function() and switch_event_create_brackets(): words, then the braces, then commas, then equals signs. */
function readOriginate(command: string): { variables: Record<string, string>; rest: string[] } {
  const [target = '', ...rest] = separate(command.replace(/^originate /, ''), ' ', 10);
  const close = closingBrace(target);
  const variables: Record<string, string> = {};
  for (const part of separate(target.slice(1, close), ',', 1024)) {
    const [name, value] = separate(part, '=', 2);
    if (name !== undefined && value !== undefined) variables[name] = value;
  }
  return { variables, rest: [target.slice(close + 1), ...rest] };
}

function closingBrace(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '{') depth++;
    if (text[i] === '}' && --depth === 0) return i;
  }
  return -1;
}

/** Anything a person could be called, with the characters that mean something to FreeSWITCH more often. */
const value = fc
  .array(
    fc.oneof(
      fc.constantFrom(...Array.from('\'"\\,= ^:&|()[]<>%$nrts王')),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(''))
  .filter((text) => text !== '' && !/[{}\p{Cc}]|:_:/u.test(text));

describe('channel variables', () => {
  it('whatever is written is what FreeSWITCH reads', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const text = channelVariables({ a, sip_h_X: b, last: 'end' });
        if (!text.ok) throw new Error(text.error.argument);
        const read = readOriginate(
          `originate ${text.value}user/1001@example.org &conference(room)`,
        );
        expect(read).toEqual({
          variables: { a, sip_h_X: b, last: 'end' },
          rest: ['user/1001@example.org', '&conference(room)'],
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('ordinary values stay readable', () => {
    expect(channelVariables({ number: '13800000001', name: '王小明', empty: '' })).toEqual({
      ok: true,
      value: '{number=13800000001,name=王小明}',
    });
  });

  it.each(['a\nb', 'a\rb', 'a\0b', 'a\u0085b', 'a}b', 'a{b', 'a:_:b'])('%j is refused', (bad) => {
    expect(channelVariables({ note: bad })).toEqual({
      ok: false,
      error: { code: 'unsafe-value', argument: 'note' },
    });
  });

  it.each(['a b', 'a,b', 'a=b', '', 'a\n'])('the name %j is refused', (name) => {
    expect(channelVariables({ [name]: 'x' }).ok).toBe(false);
  });
});

describe('the last argument', () => {
  it('is read back as it was written, spaces included', () => {
    fc.assert(
      fc.property(value, (text) => {
        const written = lastArgument('v', text);
        const read = written.ok && separate(`uuid name ${written.value}`, ' ', 3);
        expect(read).toEqual(['uuid', 'name', text]);
      }),
    );
  });
});

describe('a word', () => {
  it.each(['room-1', '/recordings/市民.wav', 'tone_stream://%(200,0,440)', 'NORMAL_CLEARING'])(
    '%s passes',
    (text) => {
      expect(word('w', text)).toEqual({ ok: true, value: text });
    },
  );
  it.each(['', 'a b', "a'b", 'a\\b', 'a"b', 'a\nb', '${x}'])('%j is refused', (text) => {
    expect(word('w', text).ok).toBe(false);
  });
});
