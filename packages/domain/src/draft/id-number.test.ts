import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idNumberProblem, idNumberShown, normaliseIdNumber } from './id-number.ts';

const TODAY = '2026-11-30';

describe('a number with the right check character', () => {
  it('the two examples of GB 11643-1999 itself, in its year', () => {
    expect(idNumberProblem('11010519491231002X', '1999-07-01')).toBeNull();
    expect(idNumberProblem('440524188001010014', '1999-07-01')).toBeNull();
  });
  it.each([
    ['810000199408230021', 'a residence permit of 香港'],
    ['820000199001010010', 'of 澳门'],
    ['830000200311110014', 'of 台湾'],
    ['422001199001012343', 'of an area that was abolished'],
    ['110101200002290018', 'of a leap day'],
  ])('%s %s', (number) => {
    expect(idNumberProblem(number, TODAY)).toBeNull();
  });
});

describe('refused', () => {
  it.each([
    ['11010519491231002', 'shape'],
    ['1101051949123100XX', 'shape'],
    ['', 'shape'],
    ['000105194912310021', 'area'],
    ['990105194912310021', 'area'],
    ['110105194913310021', 'date'],
    ['110105199902290021', 'date'],
    ['110105202612010021', 'date'],
    ['110105187512310021', 'date'],
    ['110105194912310021', 'check'],
  ])('%s for its %s', (number, problem) => {
    expect(idNumberProblem(number, TODAY)).toBe(problem);
  });
});

const DIGITS = '0123456789'.split('');

it('one mistyped digit, or two neighbours that changed places, are always noticed (ISO 7064)', () => {
  const right = '11010519491231002X';
  for (let at = 0; at < 17; at += 1) {
    for (const digit of DIGITS) {
      if (digit === right[at]) continue;
      expect(idNumberProblem(right.slice(0, at) + digit + right.slice(at + 1), TODAY)).not.toBe(
        null,
      );
    }
    if (right[at] === right[at + 1]) continue;
    const swapped = `${right.slice(0, at)}${right[at + 1]}${right[at]}${right.slice(at + 2)}`;
    expect(idNumberProblem(swapped, TODAY)).not.toBe(null);
  }
});

it('exactly one check character fits each seventeen digits', () => {
  assert(
    property(integer({ min: 0, max: 999 }), (sequence) => {
      const body = `83000020031111${String(sequence).padStart(3, '0')}`;
      const fitting = [...DIGITS, 'X'].filter(
        (check) => idNumberProblem(body + check, TODAY) === null,
      );
      expect(fitting).toHaveLength(1);
    }),
  );
});

it('is kept as one writes it and shown masked', () => {
  expect(normaliseIdNumber(' 110105 19491231-002ｘ ')).toBe('11010519491231002X');
  expect(idNumberShown('11010519491231002X')).toBe('110105********002X');
  expect(idNumberShown('1101')).toBe('****');
});
