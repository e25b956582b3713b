import { dueState } from '@hotline/domain/calendar';
import {
  duesOf,
  limitRefusalOf,
  reasonsToSupervise,
  stepsOf,
  tryAgainAt,
  type Actor,
  type Circumstances,
} from '@hotline/domain/ticket';
import type { HeldStep, Pace } from '@hotline/domain/ticket-api';
import type { TicketRecord } from '../store/index.ts';

/** `soonMs`: how long before it runs out something is soon due. */
export function paceOf(
  { ticket, draft }: TicketRecord,
  { rules, now }: Pick<Circumstances, 'rules' | 'now'>,
  soonMs: number,
): Pace {
  const { state } = ticket;
  const again = tryAgainAt(ticket, rules);
  return {
    dues: duesOf(ticket, draft, rules).map(({ what, at }) =>
      at.ok
        ? { what, at: at.value, due: dueState(at.value, now, soonMs), yearMissing: null }
        : { what, at: null, due: null, yearMissing: at.error.year },
    ),
    supervise: [...reasonsToSupervise(ticket, draft, rules, now)],
    revisit:
      state.kind === 'revisiting'
        ? {
            tries: state.tries,
            most: rules.tries.most,
            againAt: again?.ok === true ? again.value : null,
          }
        : null,
  };
}

/** The steps that this person may take now, and those that have to wait or come too late. */
export function stepsNow(
  { ticket, draft }: TicketRecord,
  by: Actor,
  { rules, now }: Pick<Circumstances, 'rules' | 'now'>,
): { readonly steps: string[]; readonly held: HeldStep[] } {
  const all = stepsOf(ticket, by).map((step) => ({
    step,
    refusal: limitRefusalOf(ticket, step, { now, matter: draft, rules }),
  }));
  return {
    steps: all.flatMap(({ step, refusal }) => (refusal === null ? [step] : [])),
    held: all.flatMap(({ step, refusal }) => (refusal === null ? [] : [{ step, ...refusal }])),
  };
}
