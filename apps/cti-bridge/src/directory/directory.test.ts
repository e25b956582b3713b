import { readFileSync } from 'node:fs';
import formbody from '@fastify/formbody';
import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { addressList } from '../gateway/address-list.ts';
import { notFound } from './documents.ts';
import { addDirectoryRoute } from './route.ts';
import { attribute } from './xml.ts';

/** Posts of FreeSWITCH 1.11, as captured; the secret in them is `dirsecret`, the domain 127.0.0.1. */
function captured(name: string): { headers: Record<string, string>; payload: string } {
  const text = readFileSync(new URL(`fixtures/${name}.txt`, import.meta.url), 'utf8');
  const [head = '', payload = ''] = text.split(/\r?\n\r?\n/);
  const headers = Object.fromEntries(
    head
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(': ') as [string, string])
      .filter(([header]) => !['Host', 'Content-Length'].includes(header)),
  );
  return { headers, payload: payload.trimEnd() };
}

async function directory({
  secret = 'dirsecret',
  allow = ['127.0.0.1'],
  domain = '127.0.0.1',
} = {}) {
  const server = fastify();
  await server.register(formbody);
  const seen: string[] = [];
  addDirectoryRoute(server, {
    allow: addressList(allow),
    secret,
    domain,
    a1HashOf: (user) => (user === '1001' ? 'a1a1' : null),
    observe: (result) => seen.push(result),
  });
  const ask = (request: { headers: Record<string, string>; payload: string }) =>
    server.inject({ method: 'POST', url: '/pbx/directory', ...request });
  return { ask, seen };
}

describe('directory', () => {
  it.each(['register', 'invite', 'dial-user'])('answers a logged-in seat on %s', async (name) => {
    const { ask } = await directory();
    const answer = await ask(captured(name));
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain('text/xml');
    expect(answer.body).toMatch(/^<document type="freeswitch\/xml">/);
    expect(answer.body).toContain(
      '<user id="1001" cacheable="until-log-out"><params><param name="a1-hash" value="a1a1"/>',
    );
    expect(answer.body).toContain('${sofia_contact(*/${dialed_user}@${dialed_domain})}');
  });

  it('says not found for a seat that is not logged in', async () => {
    const { ask, seen } = await directory();
    const answer = await ask(captured('register-websocket'));
    expect([answer.statusCode, answer.body]).toEqual([200, notFound]);
    expect(seen).toEqual(['not-logged-in']);
  });

  it('says not found for another domain, realm or question', async () => {
    const { ask, seen } = await directory();
    const { headers, payload } = captured('register');
    const changes = [
      payload.replace('&domain=127.0.0.1', '&domain=evil.test'),
      payload.replace('sip_auth_realm=127.0.0.1', 'sip_auth_realm=evil.test'),
      payload.replace('section=directory', 'section=configuration'),
      payload.replace('&user=1001', '&user=1001&user=1002'),
      payload.replace('&user=1001', '&user=%3Cx%3E'),
      payload.replace('&user=1001', ''),
      'purpose=gateways&section=directory',
      '%%%&=&&',
      '',
    ];
    for (const changed of changes) {
      expect(changed).not.toBe(payload);
      expect((await ask({ headers, payload: changed })).body).toBe(notFound);
    }
    expect(seen).toEqual([...Array(2).fill('other-domain'), ...Array(7).fill('no-question')]);
  });

  it('refuses a wrong secret, none at all, and addresses that are not the PBX', async () => {
    const wrong = await directory({ secret: 'another' });
    expect((await wrong.ask(captured('register'))).statusCode).toBe(401);
    const { headers, payload } = captured('register');
    delete headers['Authorization'];
    expect((await (await directory()).ask({ headers, payload })).statusCode).toBe(401);
    const elsewhere = await directory({ allow: ['10.0.0.0/8'] });
    const answer = await elsewhere.ask(captured('register'));
    expect([answer.statusCode, answer.body]).toEqual([403, notFound]);
    expect(elsewhere.seen).toEqual(['refused']);
  });

  it('refuses a body that is no form or is too large', async () => {
    const { ask } = await directory();
    const { headers } = captured('register');
    expect(
      (await ask({ headers: { ...headers, 'Content-Type': 'image/png' }, payload: 'x' }))
        .statusCode,
    ).toBe(415);
    expect((await ask({ headers, payload: `a=${'x'.repeat(70_000)}` })).statusCode).toBe(413);
  });
});

it('escapes what XML would take for its own', () => {
  expect(attribute('a"<b>&\n\u0000c\uD800d😀')).toBe('a&quot;&lt;b&gt;&amp;&#10;cd😀');
});

it('knows addresses, networks and IPv4 inside IPv6', () => {
  const list = addressList(['127.0.0.1', '10.0.0.0/8', '::1']);
  expect(['127.0.0.1', '::ffff:127.0.0.1', '10.9.9.9', '::1'].map(list.has)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['127.0.0.2', '11.0.0.1', '::2', undefined, 'x'].map(list.has)).toEqual(
    Array(5).fill(false),
  );
  expect(() => addressList(['nowhere'])).toThrow('nowhere');
});
