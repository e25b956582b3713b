import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadConfig } from './load.ts';
import { toDeskConfig } from './to-desk-config.ts';

it('hands the desk milliseconds, the zone as an offset and by name, and words without secrets', () => {
  const loaded = loadConfig({
    env: { HOTLINE_ESL_PASSWORD: 'esl-secret', HOTLINE_DIRECTORY_SECRET: 'dir-secret' },
    workingFolder: fileURLToPath(new URL('../../../..', import.meta.url)),
  });
  if (!loaded.ok) throw new Error('shipped configuration refused');
  const config = toDeskConfig(
    { ...loaded.value, hotline: { ...loaded.value.hotline, dayStartsAt: '06:30' } },
    Date.UTC(2026, 10, 22),
  );
  expect(config).toMatchObject({
    queues: [{ id: 'default', match: null, answerLimitMs: 15_000, ringMs: 20_000, wrapMs: 60_000 }],
    routing: { lastSeatFirst: true, dropOptionalSkillsAfterMs: null },
    figures: { day: { utcOffsetMinutes: 480, startsAtMinute: 390 }, connectionTarget: 0.95 },
    areaCode: '0710',
    hotline: { timeZone: 'Asia/Shanghai' },
  });
  expect(config.hotline.skills[0]).toEqual({ id: 'cantonese', zh: '粤语', en: 'Cantonese' });
  expect(JSON.stringify(config)).not.toContain('secret');
});
