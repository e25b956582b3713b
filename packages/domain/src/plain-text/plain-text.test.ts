import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainText } from './index.ts';

it.each([
  ['停\u0000水\u0007\u001B[31m', '停水[31m'],
  ['一\r\n二\r三\n\t四', '一\n二\n三\n\t四'],
  ['𠮷㐂🚰👨‍👩‍👧é\u3000', '𠮷㐂🚰👨‍👩‍👧é\u3000'],
  ['\uD842半\uDFB7', '\u{FFFD}半\u{FFFD}'],
  ['file\u202Egnp.exe', 'filegnp.exe'],
])('%j becomes %j', (text, plain) => expect(plainText(text)).toBe(plain));

it('changes nothing the second time, and goes through UTF-8 unharmed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const plain = plainText(text);
      expect(plainText(plain)).toBe(plain);
      expect(plain.isWellFormed()).toBe(true);
      expect(decodeURIComponent(encodeURIComponent(plain))).toBe(plain);
    }),
  );
});
