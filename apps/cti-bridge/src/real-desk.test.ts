/** The real desk behind the real gateway and store; only the PBX is the test's. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyDraft } from '@hotline/domain/draft';
import { seatLogInAnswer } from '@hotline/domain/protocol';
import { afterEach, expect, it } from 'vitest';
import { startBridge, type Bridge } from './app.ts';
import { createDesk, systemDeskClock } from './calls/index.ts';
import { FakePbx } from './calls/testing/fake-pbx.ts';
import { toDeskConfig } from './config/to-desk-config.ts';
import type { CreateDeskRuntime } from './desk-runtime.ts';
import { createLogger } from './observe/log.ts';
import type { LedgerPort } from './ports.ts';
import { connectSeat, type SeatClient } from './testing/seat-client.ts';
import { forget, testConfig } from './testing/test-bridge.ts';

const folder = mkdtempSync(join(tmpdir(), 'hotline-real-desk-'));
let bridge: Bridge | undefined;
afterEach(async () => {
  await bridge?.stop();
  forget(folder);
});

async function start() {
  const pbx = new FakePbx(Date.now);
  const parts: { ledger?: LedgerPort } = {};
  let legs = 0;
  const create: CreateDeskRuntime = ({ config, ledger, callerBook, tickets, epoch, now, log }) => {
    parts.ledger = ledger;
    const desk = createDesk({
      pbx,
      ledger,
      sealed: ledger,
      recordings: null,
      lateReportFiles: () => 0,
      summary: null,
      callerBook,
      tickets,
      clock: { ...systemDeskClock, now },
      ids: { newLeg: () => `leg-${(legs += 1)}`, epoch },
      config: toDeskConfig(config, now()),
      logger: log,
    });
    return {
      desk,
      pbx: {
        state: () => desk.pbx,
        practice: () => desk.practice,
        flushRegistration: (seatId) => pbx.flushRegistration(seatId),
      },
      start: () => desk.start(),
      stop: async () => desk.stop(),
    };
  };
  const config = testConfig(folder, (same) => same);
  const log = createLogger('silent', { write: () => {} });
  const started = await startBridge({ config, log, createDesk: create });
  if (!started.ok) throw new Error(started.error.words);
  bridge = started.value;
  pbx.connect();
  const { origin } = bridge;
  const sit = async (person: string): Promise<{ seat: SeatClient; seatId: string }> => {
    const answer = await fetch(`${origin}/api/v1/log-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person, password: config.practicePassword }),
    });
    const { token, seatId } = seatLogInAnswer.parse(await answer.json());
    const seat = await connectSeat(origin);
    seat.hello(token);
    await seat.nextOf('welcome');
    pbx.register(seatId);
    return { seat, seatId };
  };
  const facts = () => [...(parts.ledger?.entries() ?? [])].map(({ fact }) => fact.kind);
  return { pbx, sit, facts };
}

it('commands for another’s call are refused one by one, and its talk goes on', async () => {
  const { pbx, sit, facts } = await start();
  const owner = await sit('lin.xiaoyu');
  const other = await sit('chen.zhiyuan');
  owner.seat.command('ready', 'seat.set', { to: { kind: 'ready' } });
  await owner.seat.nextOf('answer');
  pbx.arrive('c1');
  pbx.answers(owner.seatId);

  const callId = 'c1';
  const tries: readonly (readonly [string, unknown])[] = [
    ['call.hang-up', { callId }],
    ['call.reject', { callId }],
    ['wrap.finish', { callId }],
    ['wrap.extend', { callId }],
    ['caller.reveal', { callId }],
    ['ticket.file', { idempotencyKey: 'k', draft: emptyDraft('d', callId) }],
  ];
  for (const [name, args] of tries) {
    other.seat.command(name, name, args);
    expect(await other.seat.nextOf('answer')).toEqual({
      type: 'answer',
      id: name,
      ok: false,
      error: { code: 'not-your-call' },
    });
  }
  other.seat.command('none', 'call.hang-up', { callId: 'c2' });
  expect(await other.seat.nextOf('answer')).toMatchObject({ error: { code: 'no-such-call' } });
  other.seat.command('odd', 'call.teleport', { callId });
  expect(await other.seat.nextOf('answer')).toMatchObject({ error: { code: 'unknown-command' } });

  expect(pbx.hangUps).toEqual([]);
  expect(facts()).toContain('call-answered');
  expect(facts()).not.toContain('number-revealed');
  expect(facts()).not.toContain('ticket-filed');
  // The very same command of the call's own seat does act.
  owner.seat.command('mine', 'call.hang-up', { callId });
  expect(await owner.seat.nextOf('answer')).toMatchObject({ id: 'mine', ok: true });
  expect(pbx.hangUps).not.toEqual([]);
});
