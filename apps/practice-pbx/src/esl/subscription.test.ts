import { expect, test } from 'vitest';
import { EventBus } from './event-bus.ts';
import { writeJsonEvent, writePlainEvent } from './event.ts';
import { Subscription } from './subscription.ts';

const bus = new EventBus();
const answer = bus.complete({ name: 'CHANNEL_ANSWER', headers: { 'Unique-ID': 'abc' } });
const room = bus.complete({ name: 'CUSTOM', subclass: 'conference::maintenance' });
const register = bus.complete({ name: 'CUSTOM', subclass: 'sofia::register' });

test('only what was asked for is told, subclasses of CUSTOM by name', () => {
  const subscription = new Subscription();
  expect(subscription.add('json CHANNEL_ANSWER CUSTOM conference::maintenance')).toBe(true);
  expect(subscription.format).toBe('json');
  expect([answer, room, register].map((event) => subscription.wants(event))).toEqual([
    true,
    true,
    false,
  ]);
  expect(subscription.remove('CHANNEL_ANSWER CUSTOM conference::maintenance')).toBe(true);
  expect([answer, room].map((event) => subscription.wants(event))).toEqual([false, false]);
});

test('names that are none are no keywords', () => {
  const subscription = new Subscription();
  expect(subscription.add('json NO_SUCH_EVENT')).toBe(false);
  expect(subscription.add('json')).toBe(false);
  expect(subscription.add('plain ALL')).toBe(true);
  expect(subscription.wants(register)).toBe(true);
});

test('a filter lets through what fits any of them', () => {
  const subscription = new Subscription();
  subscription.add('plain ALL');
  subscription.addFilter('Unique-ID', 'ABC');
  expect([answer, room].map((event) => subscription.wants(event))).toEqual([true, false]);
  subscription.addFilter('Event-Subclass', '/^conf/');
  expect(subscription.wants(room)).toBe(true);
  subscription.deleteFilter('all', undefined);
  expect(subscription.wants(register)).toBe(true);
});

test('frames are counted in bytes', () => {
  const event = bus.complete({
    name: 'BACKGROUND_JOB',
    headers: { 'Job-Command-Arg': '停水: %' },
    body: '+OK 停水\n',
  });
  const json = writeJsonEvent(event).toString('utf8');
  const [head = '', body = ''] = json.split(/\n\n(.*)/s);
  expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
  expect(JSON.parse(body)).toMatchObject({ 'Content-Length': '11', _body: '+OK 停水\n' });
  const plain = writePlainEvent(event).toString('utf8');
  expect(plain).toContain('Job-Command-Arg: %E5%81%9C%E6%B0%B4:%20%25\n');
  expect(plain.endsWith('Content-Length: 11\n\n+OK 停水\n')).toBe(true);
});
