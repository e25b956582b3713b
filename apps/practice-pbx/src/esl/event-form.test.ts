import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestHotline, uuidOf } from '../testing/hotline.ts';
import { tone } from '../citizen/index.ts';

type Event = Readonly<Record<string, string>>;

let hotline: TestHotline;
beforeAll(async () => {
  hotline = await TestHotline.start();
});
afterAll(() => hotline.stop());

/** The events of a recorded stream of frames (tests/fixtures/esl/README.md). */
function recordedEvents(file: string): Event[] {
  const bytes = readFileSync(new URL(`../../../../tests/fixtures/esl/${file}`, import.meta.url));
  const events: Event[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf('\n\n', at);
    if (end < 0) break;
    const head = bytes.toString('utf8', at, end);
    const length = Number(/Content-Length: (\d+)/.exec(head)?.[1] ?? 0);
    const body = bytes.toString('utf8', end + 2, end + 2 + length);
    if (head.includes('text/event-json')) events.push(JSON.parse(body) as Event);
    at = end + 2 + length;
  }
  return events;
}

const kindOf = (event: Event): string =>
  [event['Event-Name'], event['Event-Subclass'], event['Action'], event['Call-Direction']]
    .filter(Boolean)
    .join(' ');

/** Variables are FreeSWITCH's own business, but for those that the bridge reads. */
const MATTERING =
  /^variable_(hotline_|sip_hangup_disposition|sip_term_status|hangup_cause|duration|billsec|uuid|direction|record_|sip_h_)/;
/** What only another wire, a rarer profile or a machine's own name brings in. */
const NOT_OURS = new Set(['Channel-Presence-Data', 'variable_hotline_recording']);

const namesOf = (event: Event): string[] =>
  Object.keys(event).filter(
    (name) => (!name.startsWith('variable_') || MATTERING.test(name)) && !NOT_OURS.has(name),
  );

test('events have every header that a real FreeSWITCH’s have', async () => {
  const seat = await hotline.seat('1001');
  const { citizen, uuid, member } = await hotline.waiting({
    hz: 440,
    headers: { 'X-Hotline-Skill': 'sign-language' },
  });
  // Music first, so that its end is told.
  await citizen.hears({ hz: 480, withinMs: 3500 });
  const { esl } = hotline;
  const room = `room-${uuid}`;
  await esl.api(`uuid_record ${uuid} start /dev/null`);
  const job = hotline.offer(uuid, '1001', ',originate_timeout=15');
  const call = await seat.nextCall();
  await call.answer(tone(1000));
  const leg = uuidOf(await job);
  const own = (await hotline.joined(leg))['Member-ID'];
  await citizen.hears({ hz: 1000, withinMs: 3000 });
  await citizen.sendDtmf('5');
  for (const command of [
    `hold ${member}`,
    `unhold ${member}`,
    `mute ${own} quiet`,
    `unmute ${own} quiet`,
    `deaf ${own}`,
    `undeaf ${own}`,
    `play tone_stream://%(100,0,440) ${member}`,
    'lock',
    'unlock',
  ]) {
    expect(await esl.api(`conference ${room} ${command}`)).toMatch(/^\+OK/);
    if (command.startsWith('hold')) {
      await esl.event((event) => event['Action'] === 'floor-change' && event['Member-ID'] === own);
    }
  }
  await esl.event((event) => event['Event-Name'] === 'DTMF');
  await esl.event(
    (event) =>
      event['Action'] === 'play-file-member-done' && event['File']?.startsWith('tone') === true,
  );
  await esl.api(`conference ${room} hup ${own}`);
  await hotline.hungUp(leg);
  // And once more, ended by the seat.
  const again = hotline.offer(uuid, '1001');
  const second = await seat.nextCall();
  await second.answer();
  const secondLeg = uuidOf(await again);
  await hotline.joined(secondLeg);
  second.hangUp();
  await hotline.hungUp(secondLeg);
  citizen.hangUp();
  await esl.event((event) => event['Action'] === 'conference-destroy');
  seat.cut();
  await esl.event((event) => event['reason'] === 'socket-disconnection');

  const ours = new Map<string, Set<string>>();
  for (const event of esl.events) {
    const names = ours.get(kindOf(event)) ?? new Set<string>();
    for (const name of Object.keys(event)) names.add(name);
    ours.set(kindOf(event), names);
  }
  const missing: string[] = [];
  const seen = new Set<string>();
  const streams = ['call.txt', 'room-operations.txt', 'websocket-registration.txt'];
  for (const event of streams.flatMap(recordedEvents)) {
    const kind = kindOf(event);
    // A seat that unregisters of its own accord is the registrar's test; the heartbeat comes every 20 s.
    if (event['Event-Name'] === 'HEARTBEAT' || event['expires'] === '0') continue;
    seen.add(kind);
    const names = ours.get(kind);
    if (!names) missing.push(`${kind}: the event itself`);
    else
      missing.push(
        ...namesOf(event)
          .filter((name) => !names.has(name))
          .map((name) => `${kind}: ${name}`),
      );
  }
  expect([...new Set(missing)]).toEqual([]);
  expect(seen.size).toBeGreaterThan(20);
});
