import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPracticePbx, type PracticePbx } from './app.ts';
import { startDirectory, type TestDirectory } from './testing/directory-server.ts';
import { EslClient } from './testing/esl-client.ts';
import { nonceOf, TestSeat } from './testing/test-seat.ts';

let directory: TestDirectory;
let pbx: PracticePbx;
let esl: EslClient;
const NONCE_TTL_MS = 150;

beforeAll(async () => {
  directory = await startDirectory('127.0.0.1', { '1001': 'one' });
  pbx = await startPracticePbx({
    wsPort: 0,
    trunkPort: 0,
    eslPort: 0,
    eslPassword: 'secret',
    directoryUrl: directory.url,
    directorySecret: 'shared',
    directoryTimeoutMs: 500,
    nonceTtlMs: NONCE_TTL_MS,
  });
  esl = await EslClient.ready(pbx.ports.esl, 'secret');
});

afterAll(async () => {
  esl.close();
  await pbx.stop();
  await directory.stop();
});

const connect = (user: string, password: string): Promise<TestSeat> =>
  TestSeat.connect(`ws://127.0.0.1:${pbx.ports.ws}`, user, password);

test('a seat registers with what the directory says, and is told apart as practice', async () => {
  const seat = await connect('1001', 'one');
  const ok = await seat.register();
  expect(ok.status).toBe(200);
  expect(ok.headers['x-hotline-practice']).toBe('true');
  expect(ok.headers['x-hotline-practice']).toBe('true');
  const question = directory.questions.at(-1);
  expect(Object.fromEntries(question ?? [])).toMatchObject({
    section: 'directory',
    tag_name: 'domain',
    key_name: 'name',
    key_value: '127.0.0.1',
    'Event-Name': 'REQUEST_PARAMS',
    action: 'sip_auth',
    sip_auth_username: '1001',
    sip_auth_realm: '127.0.0.1',
    sip_auth_method: 'REGISTER',
    user: '1001',
    domain: '127.0.0.1',
    ip: '127.0.0.1',
  });
  expect(directory.authorizations.at(-1)).toBe(
    `Basic ${Buffer.from('freeswitch:shared').toString('base64')}`,
  );
  const registered = await esl.event((event) => event['Event-Subclass'] === 'sofia::register');
  expect(registered).toMatchObject({
    'from-user': '1001',
    status: 'Registered(WS-NAT)',
    hotline_seat: '1001',
  });
  expect(await esl.api('sofia_contact internal/1001@127.0.0.1')).toMatch(/^sofia\/internal\/sip:/);

  // Flushed: the seat is gone for the PBX although its socket is open.
  expect(await esl.api('sofia profile internal flush_inbound_reg 1001@127.0.0.1')).toContain(
    '+OK flushing',
  );
  expect(await esl.api('sofia_contact internal/1001@127.0.0.1')).toBe('error/user_not_registered');
  await seat.close();
});

test('a wrong password, a stranger and somebody else’s name are 403', async () => {
  for (const [user, password] of [
    ['1001', 'wrong'],
    ['1999', 'any'],
  ] as const) {
    const seat = await connect(user, password);
    expect((await seat.register()).status).toBe(403);
    await seat.close();
  }
  const seat = await connect('1001', 'one');
  const nonce = nonceOf(await seat.send());
  const authorization = { ...seat.authorize(nonce), username: '"1002"' };
  expect((await seat.send({ authorization })).status).toBe(403);
  await seat.close();
});

test('a nonce that is old, used or not ours is stale, and a fresh one works', async () => {
  const seat = await connect('1001', 'one');
  const first = nonceOf(await seat.send());
  expect((await seat.send({ authorization: seat.authorize(first, 1) })).status).toBe(200);
  const replayed = await seat.send({ authorization: seat.authorize(first, 1) });
  expect(replayed.status).toBe(401);
  expect(replayed.headers['www-authenticate']?.[0]?.['stale']).toBe('true');
  expect((await seat.send({ authorization: seat.authorize(nonceOf(replayed), 1) })).status).toBe(
    200,
  );

  const old = nonceOf(await seat.send());
  await new Promise((resolve) => setTimeout(resolve, NONCE_TTL_MS + 20));
  const late = await seat.send({ authorization: seat.authorize(old, 1) });
  expect(late.headers['www-authenticate']?.[0]?.['stale']).toBe('true');
  await seat.close();
});

test('a socket that is cut unregisters at once, and a dial fails within ms', async () => {
  const seat = await connect('1001', 'one');
  expect((await seat.register()).status).toBe(200);
  const from = esl.events.length;
  const cutAt = performance.now();
  seat.cut();
  const gone = await esl.event(
    (event) => event['Event-Subclass'] === 'sofia::unregister' && esl.events.indexOf(event) >= from,
  );
  expect(performance.now() - cutAt).toBeLessThan(500);
  expect(gone).toMatchObject({ 'from-user': '1001', reason: 'socket-disconnection' });
  expect(gone['contact']).toBeUndefined();
  const dialledAt = performance.now();
  expect(await esl.job('originate user/1001@127.0.0.1 &park')).toBe('-ERR USER_NOT_REGISTERED\n');
  expect(performance.now() - dialledAt).toBeLessThan(200);
});

test('an expiry of nought unregisters', async () => {
  const seat = await connect('1001', 'one');
  await seat.register();
  const from = esl.events.length;
  expect((await seat.register(0)).status).toBe(200);
  const gone = await esl.event(
    (event) => event['Event-Subclass'] === 'sofia::unregister' && esl.events.indexOf(event) >= from,
  );
  expect(gone['expires']).toBe('0');
  await seat.close();
});

test('a directory that is away is 403, and nonsense on the socket hurts nobody', async () => {
  await directory.stop();
  const seat = await connect('1001', 'one');
  expect((await seat.register()).status).toBe(403);
  seat.sendRaw('hello');
  seat.sendRaw('INVITE sip:x SIP/2.0\r\nVia: nonsense\r\n\r\n');
  seat.sendRaw('REGISTER sip:127.0.0.1 SIP/2.0\r\n\r\n');
  expect((await seat.register()).status).toBe(403);
  expect(pbx.oddInput()['not a SIP message']).toBe(3);
  await seat.close();
});
