/** 离开, 挂断, and 转出 that follows from it. */
import { expect, test } from 'vitest';
import type { CallEvent } from './index.ts';
import {
  after,
  at,
  colleague,
  done,
  handedOver,
  hungUp,
  invite,
  invited,
  joined,
  over,
  refusedWith,
  taken,
  talking,
} from './scenes.ts';

const seat = '1001';
const leave: CallEvent = { kind: 'leave', seat, override: false };
const hangUp: CallEvent = { kind: 'hang-up', seat };

test('nobody else would be with the citizen: refused', () => {
  expect(at(talking(), 9_000, leave)).toEqual(refusedWith('not-in-state'));
  expect(at(invited('attended'), 12_000, leave)).toEqual(refusedWith('not-in-state'));
  expect(at(joined('consult'), 16_000, { ...leave, seat: '1009' })).toEqual(
    refusedWith('not-your-call'),
  );
});

test.each([
  ['by the key', leave, ['leg-a']],
  ['by its telephone', over('leg-a'), []],
] as const)('a colleague has the call, %s', (_, event, legs) => {
  const { call, effects } = taken(at(joined('conference', colleague), 20_000, event));
  expect(call).toMatchObject({ kind: 'talking', seat: { seatId: '1002' } });
  expect(hungUp(effects)).toEqual(legs);
});

test('somebody outside has it: handed over', () => {
  expect(taken(at(joined('conference'), 20_000, leave)).call.kind).toBe('handed-over');
});

test('hang-up is for everybody', () => {
  const { effects } = taken(at(joined('conference', colleague), 20_000, hangUp));
  expect(hungUp(effects)).toEqual(['caller-1', 'leg-a', 'leg-p']);
});

test('a guest’s hang-up, or their telephone’s, is their own', () => {
  for (const event of [{ kind: 'hang-up', seat: '1002' }, over('leg-p')] as const) {
    const { call, effects } = taken(at(joined('conference', colleague), 20_000, event));
    expect(call).toMatchObject({ kind: 'talking', seat: { seatId: '1001' }, parties: [] });
    expect(done(effects)).toContain('1002 released');
  }
});

test.each([
  ['hang-up', hangUp],
  ['leave', leave],
  ['its telephone', over('leg-a')],
])('释放转, %s: the person is released, the transfer goes on', (_, event) => {
  const { call, effects } = taken(at(invited('blind', colleague), 12_000, event));
  expect(call).toMatchObject({ kind: 'handed-over', parties: [{ state: 'dialling' }] });
  expect(hungUp(effects)).not.toContain('leg-p');
  const there = taken(at(call, 15_000, { kind: 'leg-joined', leg: 'leg-p' }));
  expect(there.call).toMatchObject({ kind: 'talking', seat: { seatId: '1002' } });
  expect(done(there.effects)).toContain('retrieve-leg caller-1');
});

test('nobody answers the released transfer: the citizen is back at the seat it came from', () => {
  const { call } = taken(at(invited('blind', colleague), 12_000, hangUp));
  const { call: back, effects } = taken(at(call, 31_000, { kind: 'party-expired', leg: 'leg-p' }));
  expect(back).toMatchObject({ kind: 'waiting', wanted: { seatId: '1001' } });
  expect(done(effects)).toContain('retrieve-leg caller-1');
  const own = taken(at(back, 32_000, { kind: 'offer', seat: '1001', leg: 'leg-b' }));
  // The wrap-up that began is over: one thing at a time.
  expect(done(own.effects)).toEqual(['1001 released', '1001 offered', 'dial-seat leg-b']);
  expect(own.call).toMatchObject({ auto: true, wraps: [] });
});

// Found by the random histories.
test('released while another is in the room: the citizen hears them meanwhile', () => {
  const scene = after(joined('conference'), [16_000, invite('blind', colleague, 'leg-b')]);
  expect(done(taken(at(scene, 17_000, hangUp)).effects)).toContain('retrieve-leg caller-1');
});

test('whoever joins first after the release takes the citizen off hold', () => {
  const scene = after(
    invited('blind', colleague),
    [11_000, invite('conference', undefined, 'leg-b')],
    [12_000, hangUp],
  );
  const { call, effects } = taken(at(scene, 13_000, { kind: 'leg-joined', leg: 'leg-b' }));
  expect(done(effects)).toEqual(['retrieve-leg caller-1']);
  expect(taken(at(call, 14_000, { kind: 'leg-joined', leg: 'leg-p' })).call).toMatchObject({
    kind: 'talking',
    seat: { seatId: '1002' },
  });
});

test('handed over: they hang up and it is over; their line fails and the citizen comes back', () => {
  const left = after(handedOver(), [30_000, { kind: 'leg-left', leg: 'leg-p' }]);
  expect(taken(at(left, 30_001, over('leg-p'))).call).toMatchObject({ kind: 'wrapping' });
  const lost = taken(at(left, 30_001, over('leg-p', 'network')));
  expect(lost.call).toMatchObject({ kind: 'waiting', wanted: { seatId: '1001' } });
  expect(taken(at(handedOver(), 30_000, over('caller-1'))).call).toMatchObject({
    kind: 'wrapping',
    endedBy: 'caller',
  });
});

test('a guest who is alone with a waiting citizen may mute, and go', () => {
  const alone = after(joined('conference', colleague), [20_000, over('leg-a', 'network')]);
  expect(alone).toMatchObject({ kind: 'waiting', parties: [{ state: 'in-room' }] });
  expect(at(alone, 21_000, { kind: 'mute', seat: '1002', muted: true }).ok).toBe(true);
  const gone = taken(at(alone, 21_000, { kind: 'leave', seat: '1002', override: false }));
  expect(gone.call).toMatchObject({ kind: 'waiting', parties: [] });
  expect(at(alone, 21_000, { kind: 'take', seat: '1002', leg: 'x' })).toEqual(
    refusedWith('already-in-call'),
  );
});
