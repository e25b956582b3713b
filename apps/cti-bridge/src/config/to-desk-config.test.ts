import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { hotlineView } from '@hotline/domain/protocol';
import { loadConfig } from './load.ts';
import { toDeskConfig } from './to-desk-config.ts';

it('hands the desk milliseconds, the zone as an offset and by name, and words without secrets', () => {
  const loaded = loadConfig({
    env: { HOTLINE_ESL_PASSWORD: 'esl-secret', HOTLINE_DIRECTORY_SECRET: 'dir-secret' },
    workingFolder: fileURLToPath(new URL('../../../..', import.meta.url)),
  });
  if (!loaded.ok) throw new Error('shipped configuration refused');
  const [definition] = loaded.value.figures.definitions;
  if (definition === undefined) throw new Error('no definition');
  const definitions = [
    { ...definition, id: 'later', from: '2026-03-01', dayStartsAt: '06:30' },
    { ...definition, until: '2026-03-01' },
  ];
  const config = toDeskConfig(
    { ...loaded.value, figures: { ...loaded.value.figures, definitions } },
    Date.UTC(2026, 10, 22),
  );
  expect(config).toMatchObject({
    queues: [{ id: 'default', match: null, answerLimitMs: 15_000, ringMs: 20_000, wrapMs: 60_000 }],
    routing: { lastSeatFirst: true, dropOptionalSkillsAfterMs: null },
    utcOffsetMinutes: 480,
    figures: {
      connectionRange: 'rolling-24h',
      definitions: [
        { id: 'gb-33358-2016', thresholdMs: 15_000, connectionTarget: 0.95 },
        {
          id: 'later',
          from: Date.parse('2026-03-01T06:30+08:00'),
          day: { utcOffsetMinutes: 480, startsAtMinute: 390 },
        },
      ],
    },
    areaCode: '0710',
    hotline: { timeZone: 'Asia/Shanghai' },
    emergency: {
      callBack: { attempts: 3, ringMs: 30_000, pauseMs: 5000 },
      selfTest: { isOn: false, atMinute: 270 },
    },
    transfer: {
      ringMs: 25_000,
      parkSlots: { from: 701, to: 720 },
      parkMs: 120_000,
      queueReturnMs: 180_000,
    },
    outbound: { gateway: 'carrier', callerNumber: '12345', ringMs: 45_000 },
    recovery: { returnMs: 10_000 },
    leader: { tellSeat: { listen: false, whisper: true, barge: true } },
    recording: { isOn: true, keepDays: null, listen: ['leader'] },
  });
  expect(config.hotline.skills[0]).toEqual({ id: 'cantonese', zh: '粤语', en: 'Cantonese' });
  expect(config.emergency.targets[0]).toEqual({
    id: '110',
    zh: '公安报警',
    en: 'Police',
    routes: [
      { gateway: 'carrier', number: '110', ringMs: 12_000 },
      { gateway: 'carrier-second', number: '110', ringMs: 15_000 },
    ],
    headers: { 'X-Hotline-Caller': '{number}' },
    acknowledgeKey: '1',
    summaryUrl: null,
    testNumber: null,
  });
  expect(config.hotline.emergencyTargets.map(({ id, routes }) => [id, routes])).toEqual([
    ['110', 2],
    ['119', 2],
    ['120', 2],
    ['122', 2],
  ]);
  expect(config.directory.find(({ id }) => id === 'human-resources')?.hours?.[0]).toEqual({
    days: [1, 2, 3, 4, 5],
    from: 510,
    to: 720,
  });
  expect(hotlineView.shape.directory.parse(config.hotline.directory)).toHaveLength(
    config.directory.length,
  );
  expect(hotlineView.shape.leaderShown.parse(config.hotline.leaderShown)).toEqual({
    listen: false,
    whisper: true,
    barge: true,
  });
  expect(JSON.stringify(config)).not.toContain('secret');
});
