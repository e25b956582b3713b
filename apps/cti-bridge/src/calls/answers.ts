/** Answers to commands, and a call's refusals in the protocol's words. */
import type { CallRefusal, Outcome } from '@hotline/domain/call';
import type { Answer, RefusalCode } from '@hotline/domain/protocol';

const refusals: Readonly<Record<CallRefusal['code'], RefusalCode>> = {
  duplicate: 'call-not-in-state',
  late: 'call-not-in-state',
  early: 'call-not-in-state',
  'not-in-state': 'call-not-in-state',
  'already-offered': 'call-not-in-state',
  'no-such-leg': 'call-not-in-state',
  'not-heard-yet': 'not-allowed-now',
  'not-your-call': 'not-your-call',
  'no-more-extensions': 'not-allowed-now',
  'draft-open': 'draft-open',
  'target-is-self': 'target-is-self',
  'already-in-call': 'already',
  'emergency-unacknowledged': 'emergency-unacknowledged',
  'emergency-under-way': 'emergency-under-way',
};

export function ofCall(
  id: string,
  outcome: Outcome | null,
  result: Readonly<Record<string, unknown>> = {},
): Answer {
  if (outcome === null) return refuse(id, 'no-such-call');
  return outcome.ok ? done(id, result) : refuse(id, refusals[outcome.error.code]);
}

export function done(id: string, result: Readonly<Record<string, unknown>> = {}): Answer {
  return { type: 'answer', id, ok: true, result };
}

export function refuse(id: string, code: RefusalCode): Answer {
  return { type: 'answer', id, ok: false, error: { code } };
}
