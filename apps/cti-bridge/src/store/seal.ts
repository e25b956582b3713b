/**
 * The ledger's chain: each fact's seal covers the seal before it, so that no earlier fact can be changed, taken out or
 * moved without every later seal being wrong. It shows tampering, it does not prevent it: whoever may write the file
 * could seal everything anew. Keep a seal elsewhere (the verifying command prints the last one) to find that too.
 */
import { hash } from 'node:crypto';

/** Stands before the first fact. */
export const FIRST_SEAL = '0'.repeat(64);

/** SHA-256 in hex. `fact` is the JSON text exactly as it is stored. */
export function sealOf(previous: string, seq: number, at: number, fact: string): string {
  return hash('sha256', `${previous}\n${seq}\n${at}\n${fact}`);
}

export type FactColumns = {
  readonly kind: string;
  readonly callId: string | null;
  readonly seatId: string | null;
};

/** What stands beside a fact's text to find it by: said by the text, which is sealed. */
export function columnsOf(fact: {
  readonly kind?: unknown;
  readonly callId?: unknown;
  readonly seatId?: unknown;
}): FactColumns {
  const { kind, callId, seatId } = fact;
  return {
    kind: typeof kind === 'string' ? kind : '',
    callId: typeof callId === 'string' ? callId : null,
    seatId: typeof seatId === 'string' ? seatId : null,
  };
}
