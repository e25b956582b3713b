import type { CallBackClosure, LedgerFact } from '@hotline/domain/ledger';
import { command } from '@hotline/domain/protocol';
import { expect, test } from 'vitest';
import { Scene, person } from './testing/scene.ts';

const missed = (callId: string): readonly LedgerFact[] => [
  {
    kind: 'call-arrived',
    callId,
    number: '13800138000',
    queueId: 'general',
    skills: [],
    mode: 'bridge',
  },
  { kind: 'call-queued', callId, queueId: 'general', priority: 0 },
  { kind: 'call-abandoned', callId, waitMs: 9_000 },
  { kind: 'call-ended', callId, by: 'caller', talkMs: 0, cause: 'ORIGINATOR_CANCEL' },
];

function sceneWith(...facts: readonly LedgerFact[]): Scene {
  const scene = new Scene();
  for (const fact of facts) void scene.ledger.append(scene.clock.now(), fact);
  scene.restart();
  scene.pbx.connect();
  for (const seat of ['1001', '1002']) scene.works(person(seat));
  return scene;
}

test('a missed call is called back by one seat at a time', async () => {
  const scene = sceneWith(...missed('missed'));
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

test('a missed call that nobody reaches is closed with a reason, and the citizen’s others with it', async () => {
  const scene = sceneWith(...missed('a'), ...missed('b'));
  scene.works({ ...person('1901'), role: 'leader' });
  const close = (seat: string, reason: CallBackClosure, note = '') =>
    scene.command(seat, { name: 'call-back.close', args: { callId: 'a', reason, note } });
  expect(await close('1001', 'refused')).toMatchObject({ error: { code: 'not-your-call' } });
  expect(await close('1901', 'unreachable')).toMatchObject({ error: { code: 'too-few-tries' } });
  await scene.command('1001', { name: 'call-back.claim', args: { callId: 'a' } });
  expect(await close('1002', 'refused')).toMatchObject({ error: { code: 'not-your-call' } });
  expect(await close('1001', 'refused', '市民已解决')).toMatchObject({ ok: true });
  // Whoever is shown the figures is told.
  scene.seen.length = 0;
  scene.clock.advance(1_000);
  expect(scene.first('1901', 'figures-changed')?.figures[0]?.callBacks.closed).toBe(2);
  const facts = scene.ledger.all.flatMap(({ fact }) =>
    fact.kind === 'call-back-closed' ? [fact] : [],
  );
  expect(facts).toEqual(
    ['a', 'b'].map((callId) => ({
      kind: 'call-back-closed',
      callId,
      seatId: '1001',
      reason: 'refused',
      note: '市民已解决',
    })),
  );
  const { callBacks, callBacksOpen, figures } = scene.desk.snapshot('1901');
  expect(callBacks).toMatchObject([
    { state: 'closed', closed: { reason: 'refused', seatId: '1001' } },
    { state: 'closed' },
  ]);
  expect(callBacksOpen).toBe(0);
  expect(figures[0]?.callBacks).toEqual({ due: 2, done: 0, closed: 2 });
  expect(await close('1901', 'refused')).toMatchObject({ error: { code: 'already' } });
  expect(facts).toHaveLength(2);
});

test.each([
  [' ', false],
  ['已上门处理', true],
])('what was done instead has to be said: %j', (note, isTaken) => {
  const args = { callId: 'a', reason: 'dealt-with', note };
  const asked = { type: 'command', id: 'c', name: 'call-back.close', args };
  expect(command.safeParse(asked).success).toBe(isTaken);
});
