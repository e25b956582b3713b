import type { LedgerFact } from '@hotline/domain/ledger';
import { expect, test } from 'vitest';
import { Scene, person } from './testing/scene.ts';

test('a missed call is called back by one seat at a time', async () => {
  const scene = new Scene();
  const missed: readonly LedgerFact[] = [
    {
      kind: 'call-arrived',
      callId: 'missed',
      number: '13800138000',
      queueId: 'q1',
      skills: [],
      mode: 'bridge',
    },
    { kind: 'call-abandoned', callId: 'missed', waitMs: 9_000 },
    { kind: 'call-ended', callId: 'missed', by: 'caller', talkMs: 0, cause: 'ORIGINATOR_CANCEL' },
  ];
  for (const fact of missed) void scene.ledger.append(scene.clock.now(), fact);
  scene.restart();
  scene.pbx.connect();
  for (const seat of ['1001', '1002']) scene.works(person(seat));
  const callBack = (seat: string) =>
    scene.command(seat, {
      name: 'call.dial',
      args: { number: null, callBackOf: 'missed', ticketNo: null },
    });
  const [first, second] = await Promise.all([callBack('1001'), callBack('1002')]);
  expect(first).toMatchObject({ ok: true });
  expect(second).toMatchObject({ ok: false });
  expect(JSON.stringify(second)).toContain('already');
  expect(scene.desk.snapshot('1002').callBacks).toMatchObject([
    { callId: 'missed', state: 'under-way', seatId: '1001' },
  ]);
});
