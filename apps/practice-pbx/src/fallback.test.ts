import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { tone } from './citizen/index.ts';
import { HashTable } from './core.ts';
import { bridgeIsAway } from './dialplan/fallback.ts';
import { TestHotline } from './testing/hotline.ts';

let hotline: TestHotline;

beforeAll(async () => {
  hotline = await TestHotline.start();
});
afterEach(() => hotline.reset());
afterAll(() => hotline.stop());

test('a bridge is away when its heartbeat is older than 5 s, not when there never was one', () => {
  const hash = new HashTable();
  expect(bridgeIsAway({ hash }, 100_000)).toBe(false);
  hash.insert('hotline', 'alive', '95');
  expect(bridgeIsAway({ hash }, 100_999)).toBe(false);
  expect(bridgeIsAway({ hash }, 101_000)).toBe(true);
});

test('without the bridge the seats ring directly, the first to answer wins, and a note is left', async () => {
  const [slow, quick] = [await hotline.seat('1001'), await hotline.seat('1002')];
  const { esl } = hotline;
  await hotline.bridgeGoesAway('1001', '1002');
  const citizen = hotline.citizen({ hz: 440 });
  await citizen.answered;
  const [loser, winner] = [await slow.nextCall(), await quick.nextCall()];
  expect(winner.header('X-Hotline-Mode')).toBe('fallback');
  expect(winner.header('P-Asserted-Identity')).toContain('13800138000');
  await citizen.hears({ hz: 480, withinMs: 3500 });
  await winner.answer(tone(1000));
  expect(await loser.ended).toMatchObject({ by: 'them', how: 'cancel' });
  await Promise.all([
    citizen.hears({ hz: 1000, withinMs: 3000 }),
    winner.hearing.hears({ hz: 440, withinMs: 3000 }),
  ]);
  const bridge = await esl.event((event) => event['Event-Name'] === 'CHANNEL_BRIDGE');
  const uuid = bridge['Bridge-A-Unique-ID'] ?? '';
  expect(bridge['variable_hotline_mode']).toBe('fallback');
  await esl.event((event) => event['Hangup-Cause'] === 'LOSE_RACE');
  citizen.hangUp();
  expect(await winner.ended).toMatchObject({ by: 'them', how: 'bye' });
  await hotline.hungUp(uuid);
  const note = await esl.api('hash_dump db hotline_away');
  expect(note).toMatch(
    new RegExp(
      `^D/hotline_away_${uuid}/13800138000\\|default\\|\\d{16}\\|\\d{16}\\|\\d{16}\\|1002\\|NORMAL_CLEARING\n$`,
    ),
  );
});

test('the seat that answered is lost: music, and the others are rung; the one who hangs up ends the call', async () => {
  const [lost, next] = [await hotline.seat('1001'), await hotline.seat('1002')];
  await hotline.bridgeGoesAway('1001');
  const citizen = hotline.citizen({ hz: 440 });
  const first = await lost.nextCall();
  await first.answer(tone(1000));
  await citizen.hears({ hz: 1000, withinMs: 3000 });
  await hotline.bridgeGoesAway('1002');
  first.vanish();
  lost.cut();
  await citizen.hears({ hz: hotline.music, withinMs: 5000, forMs: 200 });
  const second = await next.nextCall(8000);
  await second.answer(tone(1500));
  await Promise.all([
    citizen.hears({ hz: 1500, withinMs: 3000 }),
    second.hearing.hears({ hz: 440, withinMs: 3000 }),
  ]);
  second.hangUp();
  expect(await citizen.ended).toMatchObject({ by: 'them', cause: 'NORMAL_CLEARING' });
  expect(await hotline.esl.api('hash_dump db hotline_away')).toContain('|1002|NORMAL_CLEARING');
});

test('… and the bridge is back: the citizen waits for it in a room', async () => {
  const seat = await hotline.seat('1001');
  await hotline.bridgeGoesAway('1001');
  const citizen = hotline.citizen({ hz: 440 });
  const call = await seat.nextCall();
  await call.answer(tone(1000));
  await citizen.hears({ hz: 1000, withinMs: 3000 });
  await hotline.esl.api('expand hash insert/hotline/alive/${strepoch()}');
  call.vanish();
  seat.cut();
  await hotline.esl.event((event) => event['Action'] === 'add-member');
  await citizen.hears({ hz: hotline.music, withinMs: 5000, forMs: 200 });
  expect(await hotline.esl.api('conference json_list')).toMatch(/"member_count":\s*1,/);
});
