import { describe, expect, it } from 'vitest';
import { ticketEvent } from '../ticket-api/index.ts';
import type { TicketStep } from '../ticket/index.ts';
import { eventOf, isStep, needsOf, noValues, stepFields, type StepValues } from './index.ts';

const filled: StepValues = {
  main: 'water',
  joint: ['roads'],
  text: ' 已处理 ',
  into: '20261125-000001',
  reason: 'petition',
  verdict: false,
  reached: true,
  contacted: true,
  solved: null,
  acceptance: 'satisfied',
  handling: 'none',
};
const steps = Object.keys(stepFields).filter(isStep);

describe('the form of each step', () => {
  it.each(steps)('%s: filled in it makes a step that the bridge takes', (step) => {
    const event = eventOf(step, filled, null);
    expect(ticketEvent.parse(event)).toEqual(event);
    expect(event?.kind).toBe(step);
  });

  it.each(steps)('%s: empty it makes none, unless it asks for nothing', (step) => {
    const asksNothing = stepFields[step].length === 0;
    expect(eventOf(step, noValues, null) !== null).toBe(asksNothing);
    expect(needsOf(step, noValues).length === 0).toBe(asksNothing);
  });

  it.each<[TicketStep, Partial<StepValues>, readonly string[]]>([
    ['audit', { verdict: true }, []],
    ['audit', { verdict: false }, ['text']],
    ['decide-return', { verdict: true }, ['text']],
    ['answer', { text: '  \n ' }, ['text']],
    ['answer', { text: '水'.repeat(50_000) }, ['shorter-text']],
    ['answer', { text: ` ${'水'.repeat(20_000)} ` }, []],
    ['reassign', { text: '更对口' }, ['main']],
    ['rate', { acceptance: 'satisfied' }, ['choice']],
    ['rate', { acceptance: 'none', handling: 'none' }, []],
  ])('%s with %o still needs %o', (step, change, needs) => {
    expect(needsOf(step, { ...noValues, ...change })).toEqual(needs);
  });
});

it('回访: who was not reached has said nothing, and the call goes along', () => {
  const answers = { ...filled, reached: false };
  expect(eventOf('revisit', answers, 'c-1')).toEqual({
    kind: 'revisit',
    revisit: { reached: false, contactedByUnit: null, solved: null, callId: 'c-1' },
  });
  expect(eventOf('revisit', filled, null)).toEqual({
    kind: 'revisit',
    revisit: { reached: true, contactedByUnit: true, solved: null },
  });
});

it('评价: no score is none, not the middle', () => {
  expect(eventOf('rate', filled, null)).toEqual({
    kind: 'rate',
    rating: { acceptance: 'satisfied', handling: null },
  });
});
