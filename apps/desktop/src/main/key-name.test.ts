import { expect, it } from 'vitest';
import { isMachineWideKey } from './key-name.ts';

it.each([
  ['Ctrl+Alt+F2', true],
  ['Ctrl+Alt+Enter', true],
  ['ctrl+shift+a', true],
  ['Cmd+Option+F13', true],
  ['F2', false],
  ['Ctrl+F2', false],
  ['Ctrl+Ctrl+F2', false],
  ['Ctrl+Alt', false],
  ['Ctrl+Alt+F25', false],
  ['Ctrl+Alt+接', false],
  ['Hyper+Alt+A', false],
  ['', false],
])('%s: %s', (text, expected) => expect(isMachineWideKey(text)).toBe(expected));
