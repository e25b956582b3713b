/** Who hears whom in a room, and how one is put out of it: what the bridge's leader and transfer are made of. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { tone } from './citizen/index.ts';
import { TestHotline, uuidOf } from './testing/hotline.ts';

const CITIZEN = 440;
const SEAT = 1000;
const LEADER = 2000;
const UNHEARD = -45;

let hotline: TestHotline;

beforeAll(async () => {
  hotline = await TestHotline.start();
});
afterEach(() => hotline.reset());
afterAll(() => hotline.stop());

/** Citizen and seat talking, and a leader of whom nobody knows. */
async function supervised() {
  const [seat, leader] = [await hotline.seat('1001'), await hotline.seat('1003')];
  const { citizen, uuid, member } = await hotline.waiting({ hz: CITIZEN });
  const first = hotline.offer(uuid, '1001');
  const talking = await seat.nextCall();
  await talking.answer(tone(SEAT));
  await first;
  const second = hotline.offer(uuid, '1003', '', '+flags{mute|ghost}');
  const listening = await leader.nextCall();
  await listening.answer(tone(LEADER));
  const joined = await hotline.joined(uuidOf(await second));
  return { citizen, talking, listening, room: `room-${uuid}`, member, joined };
}

test('a leader listens unheard, whispers to the seat alone, is heard by all, and listens again', async () => {
  const { citizen, talking, listening, room, member, joined } = await supervised();
  expect(joined).toMatchObject({
    'Member-Ghost': 'true',
    Speak: 'false',
    'Conference-Size': '2',
    'Conference-Ghosts': '1',
  });
  const own = joined['Member-ID'];
  const { esl } = hotline;
  const ask = (command: string): Promise<string> => esl.api(`conference ${room} ${command}`);
  const unheardBy = async (who: typeof citizen | typeof talking): Promise<void> =>
    expect((await who.hearing.loudest(LEADER, 300)).level).toBeLessThan(UNHEARD);
  await Promise.all([
    listening.hearing.hears({ hz: CITIZEN, withinMs: 3000 }),
    listening.hearing.hears({ hz: SEAT, withinMs: 3000 }),
  ]);
  await Promise.all([unheardBy(citizen), unheardBy(talking)]);

  expect(await ask(`relate ${own} ${member} nospeak`)).toBe(`+OK ${own}->${member} nospeak set\n`);
  expect(await ask(`unmute ${own} quiet`)).toBe(`+OK unmute ${own}\n`);
  await talking.hearing.hears({ hz: LEADER, withinMs: 5000 });
  await unheardBy(citizen);
  expect(await ask(`relate ${own}`)).toBe(`${own} -> ${member} NOSPEAK HEAR NOSENDVIDEO \n`);

  expect(await ask(`relate ${own} ${member} clear`)).toBe(
    `+OK relationship ${own}->${member} cleared.\n`,
  );
  await citizen.hears({ hz: LEADER, withinMs: 5000 });
  expect(await ask(`relate ${own}`)).toBe('+OK No relationships\n');

  expect(await ask(`mute ${own} quiet`)).toBe(`+OK mute ${own}\n`);
  // What was under way is heard out first.
  for (const who of [citizen, talking])
    await expect
      .poll(async () => (await who.hearing.loudest(LEADER, 200)).level, { timeout: 5000 })
      .toBeLessThan(UNHEARD);
  // A second time it is told and answered again.
  expect(await ask(`mute ${own} quiet`)).toBe(`+OK mute ${own}\n`);
  // Events have their own way, and may come after the answer.
  await expect
    .poll(() => esl.summary().filter((name) => /^(?:un)?mute-member$/.test(name)))
    .toEqual(['unmute-member', 'mute-member', 'mute-member']);
});

test('answers to a relation with nobody, of nobody, of no kind', async () => {
  const { room, member, joined } = await supervised();
  const own = joined['Member-ID'];
  const ask = (command: string): Promise<string> =>
    hotline.esl.api(`conference ${room} ${command}`);
  expect(await ask(`relate ${own} 9999 nospeak`)).toBe(
    `-ERR relationship ${own}->9999 not found.\n`,
  );
  expect(await ask(`relate 9999 ${member} clear`)).toBe(
    `-ERR relationship 9999->${member} not found.\n`,
  );
  expect(await ask(`relate ${own} 9999 clear`)).toBe(`+OK relationship ${own}->9999 cleared.\n`);
  expect(await ask(`relate ${own} ${member} whatever`)).toMatch(/^relate <member_id>/);
  expect(await ask('hold 9999 local_stream://moh')).toBe('-ERR Non-Existant ID 9999\n');
  expect(await ask('mute')).toMatch(/^mute </);
});

test('hup: told first, gone without a cause, then hung up by us; the others go on', async () => {
  const { citizen, talking, listening, room, joined } = await supervised();
  const leg = joined['Unique-ID'] ?? '';
  const { esl } = hotline;
  expect(await esl.api(`conference ${room} hup ${joined['Member-ID']}`)).toBe(
    `+OK hup ${joined['Member-ID']}\n`,
  );
  expect(await listening.ended).toMatchObject({ by: 'them', how: 'bye' });
  expect(await hotline.hungUp(leg)).toMatchObject({
    'Hangup-Cause': 'NORMAL_CLEARING',
    variable_sip_hangup_disposition: 'send_bye',
  });
  const own = esl.events.filter((event) => event['Unique-ID'] === leg);
  const actions = own.map((event) => event['Action']).filter((action) => action !== undefined);
  expect(actions.slice(-2)).toEqual(['hup-member', 'del-member']);
  expect(own.find((event) => event['Action'] === 'del-member')).not.toHaveProperty('Hangup-Cause');
  await Promise.all([
    citizen.hears({ hz: SEAT, withinMs: 3000 }),
    talking.hearing.hears({ hz: CITIZEN, withinMs: 3000 }),
  ]);
});
