/** What a step's form asks for, and the step that its answers make. */
import { assertNever } from '../result/index.ts';
import {
  MAX_STEP_TEXT,
  type RefusalReason,
  type Score,
  type TicketEvent,
  type TicketStep,
} from '../ticket/index.ts';

export type StepField = 'units' | 'text' | 'into' | 'reason' | 'verdict' | 'revisit' | 'scores';

/** Fields of each step, in the order in which they are asked. */
export const stepFields: Readonly<Record<TicketStep, readonly StepField[]>> = {
  dispatch: ['units'],
  'answer-directly': ['text'],
  refuse: ['reason', 'text'],
  merge: ['into'],
  sign: [],
  'ask-return': ['text'],
  'decide-return': ['verdict', 'text'],
  reassign: ['units', 'text'],
  start: [],
  contact: ['text'],
  'give-opinion': ['text'],
  extend: ['text'],
  answer: ['text'],
  audit: ['verdict', 'text'],
  revisit: ['revisit'],
  rate: ['scores'],
  redo: [],
  close: [],
  urge: ['text'],
  supervise: ['text'],
};

export const isStep = (name: string): name is TicketStep => Object.hasOwn(stepFields, name);

/** `null`: not chosen yet. */
export type StepValues = {
  readonly main: string | null;
  readonly joint: readonly string[];
  readonly text: string;
  readonly into: string;
  readonly reason: RefusalReason | null;
  /** 同意/通过, or not. */
  readonly verdict: boolean | null;
  readonly reached: boolean | null;
  readonly contacted: boolean | null;
  readonly solved: boolean | null;
  readonly acceptance: GivenScore | null;
  readonly handling: GivenScore | null;
};

/** `none`: the citizen gave none. */
export type GivenScore = Score | 'none';

export const noValues: StepValues = {
  main: null,
  joint: [],
  text: '',
  into: '',
  reason: null,
  verdict: null,
  reached: null,
  contacted: null,
  solved: null,
  acceptance: null,
  handling: null,
};

export type Need = 'main' | 'text' | 'shorter-text' | 'into' | 'reason' | 'choice';

/** What still has to be filled in, or made shorter, before the step can be sent. */
export function needsOf(step: TicketStep, values: StepValues): readonly Need[] {
  const fields = stepFields[step];
  const needs: Need[] = [];
  if (fields.includes('units') && values.main === null) needs.push('main');
  if (fields.includes('reason') && values.reason === null) needs.push('reason');
  if (fields.includes('into') && values.into.trim() === '') needs.push('into');
  if (fields.includes('verdict') && values.verdict === null) needs.push('choice');
  if (fields.includes('revisit') && values.reached === null) needs.push('choice');
  const isScored = values.acceptance !== null && values.handling !== null;
  if (fields.includes('scores') && !isScored) needs.push('choice');
  // An answer that passes needs no word.
  const isTextFree = step === 'audit' && values.verdict === true;
  if (fields.includes('text') && !isTextFree && values.text.trim() === '') needs.push('text');
  if (fields.includes('text') && values.text.trim().length > MAX_STEP_TEXT) {
    needs.push('shorter-text');
  }
  return needs;
}

/** The step, or null while something is missing. `callId`: of the call in which a revisit was made. */
export function eventOf(
  step: TicketStep,
  values: StepValues,
  callId: string | null,
): TicketEvent | null {
  if (needsOf(step, values).length > 0) return null;
  const text = values.text.trim();
  const assignment = { main: values.main ?? '', joint: [...values.joint] };
  const isYes = values.verdict === true;
  switch (step) {
    case 'dispatch':
      return { kind: step, assignment };
    case 'reassign':
      return { kind: step, assignment, why: text };
    case 'answer-directly':
    case 'answer':
      return { kind: step, answer: text };
    case 'refuse':
      return { kind: step, reason: values.reason ?? 'no-substance', explanation: text };
    case 'merge':
      return { kind: step, into: values.into.trim() };
    case 'ask-return':
      return { kind: step, reason: text };
    case 'decide-return':
      return { kind: step, upheld: isYes, why: text };
    case 'audit':
      return { kind: step, passed: isYes, why: text };
    case 'contact':
    case 'give-opinion':
    case 'urge':
      return { kind: step, text };
    case 'extend':
    case 'supervise':
      return { kind: step, why: text };
    case 'revisit': {
      const reached = values.reached === true;
      return {
        kind: step,
        revisit: {
          reached,
          contactedByUnit: reached ? values.contacted : null,
          solved: reached ? values.solved : null,
          ...(callId === null ? {} : { callId }),
        },
      };
    }
    case 'rate':
      return {
        kind: step,
        rating: { acceptance: scoreOf(values.acceptance), handling: scoreOf(values.handling) },
      };
    case 'sign':
    case 'start':
    case 'redo':
    case 'close':
      return { kind: step };
    default:
      return assertNever(step);
  }
}

const scoreOf = (given: GivenScore | null): Score | null => (given === 'none' ? null : given);
