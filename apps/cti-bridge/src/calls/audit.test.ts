import { describe, expect, test } from 'vitest';
import { Scene } from './testing/scene.ts';

/** Ten beats between two looks. */
async function look(scene: Scene): Promise<void> {
  scene.clock.advance(10_000);
  await Promise.resolve();
  await Promise.resolve();
}

function talking(): Scene {
  const scene = Scene.working('1001');
  scene.pbx.arrive('c1');
  scene.pbx.answers('1001');
  return scene;
}

describe('ghosts', () => {
  test('a citizen who is gone without a word: after two looks the call is over', async () => {
    const scene = talking();
    scene.pbx.callers.clear();
    await look(scene);
    expect(scene.activity('1001').kind).toBe('talking');
    await look(scene);
    expect(scene.activity('1001').kind).toBe('wrapping');
    expect(scene.desk.stats().healings).toEqual({ 'gone-leg': 1 });
  });

  test('a seat’s leg that is gone: the seat has its citizen back', async () => {
    const scene = talking();
    scene.pbx.seatLegs.clear();
    await look(scene);
    await look(scene);
    expect(scene.activity('1001')).toMatchObject({ kind: 'reserved', callId: 'c1' });
  });

  test('somebody in the room whom the call does not know is sent away', async () => {
    const scene = talking();
    const [known] = scene.pbx.seatLegs.values();
    if (known === undefined) throw new Error('no leg');
    scene.pbx.seatLegs.set('stray', { ...known, leg: 'stray' });
    await look(scene);
    expect(scene.pbx.hangUps).toEqual([]);
    await look(scene);
    expect(scene.pbx.hangUps).toEqual(['stray']);
  });

  test('a registration of which nobody told', async () => {
    const scene = Scene.working('1001');
    scene.pbx.registered.delete('1001');
    await look(scene);
    await look(scene);
    expect(scene.desk.snapshot('1001').seat.device.registered).toBe(false);
  });

  test('nothing is healed that is as it should be', async () => {
    const scene = talking();
    await look(scene);
    await look(scene);
    expect(scene.desk.stats().healings).toEqual({});
    expect(scene.activity('1001').kind).toBe('talking');
  });
});
