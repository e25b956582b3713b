import { expect, test } from 'vitest';
import { CommandReader } from './command-reader.ts';

const wire = Buffer.from(
  'auth secret\n\nbgapi originate {a=林}user/1001 &park\nJob-UUID: 42\n\nsendevent CUSTOM\r\nEvent-Subclass: a::b\r\nContent-Length: 6\r\n\r\n停水exit\n\n\n\napi status\n\n',
);
const expected = [
  { line: 'auth secret', headers: {}, body: '' },
  { line: 'bgapi originate {a=林}user/1001 &park', headers: { 'job-uuid': '42' }, body: '' },
  {
    line: 'sendevent CUSTOM',
    headers: { 'event-subclass': 'a::b', 'content-length': '6' },
    body: '停水',
  },
  { line: 'exit', headers: {}, body: '' },
  { line: 'api status', headers: {}, body: '' },
];

test('commands come out whole, wherever the stream is cut', () => {
  for (let cut = 0; cut <= wire.length; cut++) {
    const reader = new CommandReader();
    const commands = [
      ...reader.push(wire.subarray(0, cut)).commands,
      ...reader.push(wire.subarray(cut)).commands,
    ];
    expect(commands).toEqual(expected);
  }
});

test('a client that never ends its command is noticed', () => {
  const reader = new CommandReader();
  expect(reader.push(Buffer.alloc(200_000, 0x61)).overflow).toBe(false);
  expect(reader.push(Buffer.alloc(200_000, 0x61)).overflow).toBe(true);
});
