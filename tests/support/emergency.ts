/** 110 in the scenarios: called, ringing, answering; and where a summary arrives. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tone, type CalledParty } from '@hotline/practice-pbx/citizen';
import type { EmergencyView } from '@hotline/domain/protocol';
import type { PlainSeat } from './plain-seat.ts';
import { OUTSIDE, hears, CITIZEN, type Stage, type Talk } from './stage.ts';

export const summary = { reason: '有人持刀', language: null, title: '报警', text: '地点：长虹路' };

export type Emergency = Talk & { readonly police: CalledParty; readonly caseId: string };

/** The newest case of the call in hand. */
export const caseOf = (seat: PlainSeat): EmergencyView | undefined => seat.call?.emergencies.at(-1);

export async function isCase(
  seat: PlainSeat,
  what: string,
  so: (one: EmergencyView) => boolean,
  withinMs?: number,
): Promise<EmergencyView> {
  const { emergencies: all } = await seat.whenCall(
    what,
    ({ emergencies }) => {
      const newest = emergencies.at(-1);
      return newest !== undefined && so(newest);
    },
    withinMs,
  );
  const one = all.at(-1);
  if (one === undefined) throw new Error('no case');
  return one;
}

/** A citizen and a seat talk; the seat calls the target, which rings. */
export async function calling(at: Stage, targetId = '110'): Promise<Emergency> {
  const talk = await at.talk();
  const police = await call(at, talk.seat, targetId);
  return { ...talk, police, caseId: caseOf(talk.seat)?.caseId ?? '' };
}

export async function call(at: Stage, seat: PlainSeat, targetId: string): Promise<CalledParty> {
  await seat.does('emergency.start', { targetId, summary });
  const police = await at.stack.carrier.nextCall();
  police.ring();
  await isCase(seat, 'ringing', ({ state }) => state === 'ringing');
  return police;
}

/** … and has answered: all three hear each other. */
export async function connected(at: Stage, targetId = '110'): Promise<Emergency> {
  const emergency = await calling(at, targetId);
  const { police, seat } = emergency;
  await police.answer(tone(OUTSIDE));
  await isCase(seat, 'answered', ({ state }) => state === 'answered');
  await allHear(emergency);
  return emergency;
}

export async function allHear({
  citizen,
  seat,
  police,
}: Pick<Emergency, 'citizen' | 'seat' | 'police'>): Promise<void> {
  await Promise.all([
    hears(citizen, OUTSIDE),
    hears(citizen, seat.hz),
    seat.hears(OUTSIDE),
    seat.hears(CITIZEN),
    hears(police, CITIZEN),
    hears(police, seat.hz),
  ]);
}

export type SummaryReceiver = {
  readonly url: string;
  readonly received: {
    readonly headers: Readonly<Record<string, unknown>>;
    readonly body: string;
  }[];
  /** What it answers from now on. */
  status: number;
  close(): Promise<void>;
};

/** The address that a target's summaries are pushed to. */
export async function summaryReceiver(): Promise<SummaryReceiver> {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      receiver.received.push({ headers: request.headers, body });
      response.writeHead(receiver.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ receipt: `R-${receiver.received.length}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: SummaryReceiver = {
    url: `http://127.0.0.1:${port}/summary`,
    received: [],
    status: 200,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
