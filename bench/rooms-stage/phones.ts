/**
 * Everybody on the telephone, in a process of their own: citizens who call, and whoever is called through the carrier.
 * Each measures how long it waits from one packet to the next.
 */
import {
  answerCalls,
  placeCall,
  tone,
  type CalledParty,
  type Citizen,
} from '@hotline/practice-pbx/citizen';

export type PhonesOrder =
  | { readonly kind: 'open' }
  | { readonly kind: 'call'; readonly to: string; readonly count: number }
  /** Forgets what was measured until now. */
  | { readonly kind: 'measure' }
  | { readonly kind: 'report' }
  | { readonly kind: 'end' };
export type PhonesReport =
  | { readonly kind: 'opened'; readonly port: number }
  | { readonly kind: 'calling' }
  | {
      readonly kind: 'measured';
      /** ms between two packets, ascending; of every packet of every telephone. */
      readonly gaps: readonly number[];
      readonly telephones: number;
      /** Of all telephones together, since `measure`; s. */
      readonly cpuSeconds: number;
    };

const all: (Citizen | CalledParty)[] = [];
let gaps: number[] = [];
let cpuBefore = process.cpuUsage();

/** Instead of looking at the sound: only when it came. */
function watch(party: Citizen | CalledParty): void {
  let last = Number.NaN;
  party.hearing.push = (_, arrivalMs) => {
    if (!Number.isNaN(last)) gaps.push(arrivalMs - last);
    last = arrivalMs;
  };
  all.push(party);
}

const phone = await answerCalls({
  onCall: (call) => {
    watch(call);
    void call.answer(tone(700));
  },
});
const say = (report: PhonesReport): void => void process.send?.(report);

process.on('message', (order: PhonesOrder) => {
  switch (order.kind) {
    case 'open':
      say({ kind: 'opened', port: phone.port });
      return;
    case 'call':
      void callAll(order.to, order.count);
      return;
    case 'measure':
      gaps = [];
      cpuBefore = process.cpuUsage();
      return;
    case 'report':
      sayMeasured();
      return;
    case 'end':
      for (const party of all) party.hangUp();
      void phone.stop().then(() => process.exit(0));
  }
});

function sayMeasured(): void {
  const { user, system } = process.cpuUsage(cpuBefore);
  say({
    kind: 'measured',
    gaps: gaps.toSorted((a, b) => a - b),
    telephones: all.length,
    cpuSeconds: (user + system) / 1e6,
  });
}

/** One after the other: what is measured is talk, not a rush of calls. */
async function callAll(to: string, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const citizen = placeCall({ to, from: String(13_900_000_000 + index), audio: tone(475) });
    watch(citizen);
    await citizen.answered;
  }
  say({ kind: 'calling' });
}
