import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startPracticePbx, type PracticePbx } from '../app.ts';
import { EslClient } from '../testing/esl-client.ts';

/** What a real FreeSWITCH answered, see tests/fixtures/esl/README.md. */
const Exchange = z.object({ name: z.string(), sent: z.string().nullable(), received: z.string() });
const recorded = readFileSync(
  new URL('../../../../tests/fixtures/esl/answers.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => Exchange.parse(JSON.parse(line)));

let pbx: PracticePbx;

beforeAll(async () => {
  pbx = await startPracticePbx({
    wsPort: 0,
    trunkPort: 0,
    eslPort: 0,
    eslPassword: 'secret',
    directoryUrl: 'http://127.0.0.1:9/nobody',
    directorySecret: '',
  });
});

afterAll(() => pbx.stop());

/** Answers that do not depend on a call, a moment or a machine. */
const SAME = [
  'command before auth',
  'auth ok',
  'unknown command',
  'api unknown command',
  'api without argument',
  'event json',
  'event with an unknown name',
  'event without names',
  'nixevent',
  'nixevent CUSTOM',
  'noevents',
  'filter',
  'filter delete',
  'filter delete all',
  'log',
  'nolog',
  'linger on an inbound connection',
  'nolinger on an inbound connection',
  'divert_events',
  'divert_events off',
  'api version',
  'api sofia_contact not registered',
  'api flush_inbound_reg',
  'api conference json_list without rooms',
  'api conference list without rooms',
  'api conference unknown room',
  'api show channels as json, none',
  'api hash insert',
  'api hash select',
  'api hash select missing',
  'api hash delete',
  'api hash delete missing',
  'api expand hash insert',
  'api global_getvar',
  'api global_getvar unknown',
  'api uuid_exists false',
  'api uuid_kill missing',
  'api uuid_dump missing',
  'api uuid_getvar missing channel',
  'api uuid_setvar missing channel',
  'api uuid_record missing channel',
  'api originate unregistered',
  'api originate usage',
  'exit',
];

test('answers are FreeSWITCH’s, byte for byte', async () => {
  const esl = await EslClient.open(pbx.ports.esl);
  for (const { name, sent, received } of recorded) {
    if (sent === null || !SAME.includes(name)) continue;
    esl.write(`${sent}\n\n`);
    const frame = await esl.nextFrame(
      (candidate) => !candidate.headers['Content-Type']?.startsWith('text/'),
    );
    const head = Object.entries(frame.headers).map(([header, value]) => `${header}: ${value}\n`);
    expect({ name, received: `${head.join('')}\n${frame.body}` }).toEqual({ name, received });
  }
  await esl.closed;
  expect(esl.frames.at(-1)?.body).toBe(
    'Disconnected, goodbye.\nSee you at ClueCon! http://www.cluecon.com/\n',
  );
  // A slip in the list above would test nothing.
  expect(SAME.filter((name) => !recorded.some((exchange) => exchange.name === name))).toEqual([]);
});

test('a wrong password is told so and shown the door', async () => {
  const esl = await EslClient.open(pbx.ports.esl);
  expect(await esl.command('auth wrong')).toBe('-ERR invalid');
  await esl.closed;
  expect(esl.frames.at(-1)?.headers['Content-Type']).toBe('text/disconnect-notice');
});

test('a job keeps its uuid; without one it gets one; events and answers stay in UTF-8', async () => {
  const esl = await EslClient.ready(pbx.ports.esl, 'secret');
  const reply = await esl.command(
    'bgapi global_getvar 停水\nJob-UUID: 7f4f5a10-0000-4000-8000-000000000001',
  );
  expect(reply).toBe('+OK Job-UUID: 7f4f5a10-0000-4000-8000-000000000001');
  const job = await esl.event(
    (event) => event['Job-UUID'] === '7f4f5a10-0000-4000-8000-000000000001',
  );
  expect(job).toMatchObject({
    'Job-Command': 'global_getvar',
    'Job-Command-Arg': '停水',
    _body: '-ERR no reply\n',
  });
  expect(await esl.command('bgapi status')).toMatch(/^\+OK Job-UUID: [0-9a-f-]{36}$/);
  await esl.api('hash insert/words/note/停水');
  expect(await esl.api('hash select/words/note')).toBe('停水');
  expect(await esl.api('hash_dump db words')).toBe('D/words_note/停水\n');
  expect(await esl.api('status')).toContain('hotline_practice=true');
  expect(await esl.api('global_getvar hotline_practice')).toBe('true');
  const sent = await esl.command('sendevent CUSTOM\nEvent-Subclass: hotline::test\nX-Test: 1');
  expect(sent).toMatch(/^\+OK [0-9a-f-]{36}$/);
  const event = await esl.event((candidate) => candidate['Event-Subclass'] === 'hotline::test');
  expect(event['x-test']).toBe('1');
  const sequences = esl.events.map((one) => Number(one['Event-Sequence']));
  expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
  esl.close();
});

test('it does not start with the password of every manual, or none', async () => {
  for (const eslPassword of ['ClueCon', '']) {
    await expect(
      startPracticePbx({ eslPassword, directoryUrl: 'http://127.0.0.1:9/', directorySecret: '' }),
    ).rejects.toThrow(/password/);
  }
});
