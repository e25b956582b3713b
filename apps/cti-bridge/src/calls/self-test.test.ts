import { describe, expect, test } from 'vitest';
import { Scene, sceneConfig } from './testing/scene.ts';

/** 10:00 local time at the start; the self-test runs at 03:30. */
const UNTIL_0330 = 17.5 * 3_600_000;

function withSelfTest(isOn: boolean): Scene {
  const { emergency } = sceneConfig;
  const scene = new Scene({
    emergency: {
      ...emergency,
      targets: emergency.targets.map((target) => ({
        ...target,
        testNumber: target.id === '110' ? '07105550190' : null,
      })),
      selfTest: { isOn, atMinute: 210 },
    },
  });
  scene.pbx.connect();
  return scene;
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

describe('the nightly self-test of the emergency routes', () => {
  test('rings each route of the targets that have a test number, once a day, and keeps what came of it', async () => {
    const scene = withSelfTest(true);
    scene.clock.advance(UNTIL_0330 - 60_000);
    await settle();
    expect(scene.pbx.tried).toEqual([]);
    scene.pbx.routeOutcome = 'NORMAL_TEMPORARY_FAILURE';
    scene.clock.advance(120_000);
    await settle();
    expect(scene.pbx.tried).toEqual(['carrier/07105550190', 'carrier-second/07105550190']);
    expect(scene.ledger.last('emergency-self-test')).toMatchObject({
      targetId: '110',
      route: 1,
      outcome: 'NORMAL_TEMPORARY_FAILURE',
    });
    scene.clock.advance(3_600_000);
    await settle();
    expect(scene.pbx.tried).toHaveLength(2);
    scene.desk.signIn({ person: 'l', name: 'l', seatId: '1901', role: 'leader', skills: [] });
    expect(scene.desk.snapshot('1901').hotline.selfTest?.routes).toHaveLength(2);
  });

  test('is off unless configured', async () => {
    const scene = withSelfTest(false);
    scene.clock.advance(UNTIL_0330 + 120_000);
    await settle();
    expect(scene.pbx.tried).toEqual([]);
  });
});
