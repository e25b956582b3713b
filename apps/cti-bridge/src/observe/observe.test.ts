import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, describe, it } from 'vitest';
import { createLogger } from './log.ts';
import { openLogFiles } from './log-files.ts';
import { maskText } from './mask.ts';

describe('maskText', () => {
  it.each([
    ['call from 13800138000 now', 'call from 138****8000 now'],
    ['+8613800138000', '+86****8000'],
    ['138 0013 8000', '138****8000'],
    ['138-0013-8000', '138****8000'],
    ['0710-3511234', '071****1234'],
    ['3511234', '351****34'],
    ['１３８００１３８０００', '１３８****８０００'],
    ['sip:13800138000@127.0.0.1:5060', 'sip:138****8000@127.0.0.1:5060'],
    ['{"n":"13800138000"}', '{"n":"138****8000"}'],
  ])('masks %s', (text, masked) => expect(maskText(text)).toBe(masked));

  it.each([
    '2026-11-22T05:43:44.123Z',
    '4312a96b-cf08-4625-aaa6-5ca36a5969b0',
    '12345678-1234-1234-1234-123456789012',
    'seat 1001 queue 12345 127.0.0.1:12380',
  ])('leaves %s alone', (text) => expect(maskText(text)).toBe(text));
});

describe('log', () => {
  const lines: string[] = [];
  const log = createLogger('debug', { write: (line: string) => void lines.push(line) });

  it('masks message, interpolation, fields at any depth, keys, bindings and errors', () => {
    log.info('from 13800138000');
    log.info('from %s and %o', '13800138001', { n: '13800138002' });
    log.info(
      { number: '13800138003', deep: [{ caller: { n: 13_800_138_004 } }], 13800138005: 1 },
      'x',
    );
    log.child({ caller: '13800138006' }).warn('y');
    log.error({ err: new Error('no 13800138007', { cause: new Error('13800138008') }) }, 'z');
    log.error(new Error('bare 13800138009'));
    const all = lines.join('');
    expect(all).not.toMatch(/138001380/);
    expect(all).toContain('138****8007');
    expect(lines).toHaveLength(6);
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
  });

  it('keeps times, counts and ids', () => {
    log.info(
      { at: 1_795_326_411_591, waitMs: 12_345_678, callId: '4312a96b-cf08-4625-aaa6-5ca36a5969b0' },
      'k',
    );
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
      level: 'info',
      at: 1_795_326_411_591,
      waitMs: 12_345_678,
      callId: '4312a96b-cf08-4625-aaa6-5ca36a5969b0',
    });
  });

  it('removes secrets by their name', () => {
    log.info(
      { token: 'abc', headers: { authorization: 'Basic xyz' }, a1Hash: 'hh', newPassword: 'pp' },
      's',
    );
    expect(lines.at(-1)).not.toMatch(/abc|xyz|hh|pp/);
  });
});

it('writes a file a day and keeps as many as it should', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-log-'));
  writeFileSync(join(folder, 'bridge-2026-01-01.log'), 'old');
  writeFileSync(join(folder, 'bridge-2026-11-20.log'), 'kept');
  writeFileSync(join(folder, 'other-2026-01-01.log'), 'not ours');
  let now = Date.UTC(2026, 10, 22);
  const files = openLogFiles({ folder, keepDays: 2, now: () => now, echo: false });
  files.write('a\n');
  now += 86_400_000;
  files.write('b\n');
  files.close();
  expect(readdirSync(folder).sort()).toEqual([
    'bridge-2026-11-22.log',
    'bridge-2026-11-23.log',
    'other-2026-01-01.log',
  ]);
  expect(readFileSync(join(folder, 'bridge-2026-11-23.log'), 'utf8')).toBe('b\n');
  rmSync(folder, { recursive: true });
});
