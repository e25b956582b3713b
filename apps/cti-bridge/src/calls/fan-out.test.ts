import type { SeatEventMessage } from '@hotline/domain/protocol';
import { describe, expect, test } from 'vitest';
import { Scene, person } from './testing/scene.ts';

const told = (scene: Scene, seatId: string, kind: SeatEventMessage['kind']) =>
  scene.seen.filter((one) => one.seatId === seatId && one.event.kind === kind);

describe('lists and figures for everybody', () => {
  test('at once when it was quiet, then at most four times a second', () => {
    const scene = Scene.working('1001');
    scene.clock.advance(5_000);
    scene.seen.length = 0;
    const { pbx, clock } = scene;
    pbx.unregister('1001');
    clock.quiet();
    expect(told(scene, '1001', 'figures-changed')).toHaveLength(1);
    for (let n = 0; n < 100; n += 1) {
      pbx.arrive(`c${n}`, { number: `1380013${8000 + n}` });
      clock.advance(10);
    }
    expect(told(scene, '1001', 'waiting-changed').length).toBeGreaterThanOrEqual(3);
    expect(told(scene, '1001', 'waiting-changed').length).toBeLessThanOrEqual(4);
    clock.advance(250);
    const last = told(scene, '1001', 'figures-changed').at(-1)?.event;
    expect(last).toMatchObject({ figures: [{ offered: 100, waiting: 100, readySeats: 0 }, {}] });
  });

  test('one event object goes to all seats, and the pop does not wait for it', () => {
    const seats = Array.from({ length: 100 }, (_, n) => person(String(2000 + n)));
    const scene = Scene.working(...seats);
    scene.clock.advance(1_000);
    scene.seen.length = 0;
    scene.pbx.arrive('c1');
    // The pop and the seat's own change only: the hundred others come when it is quiet.
    expect(scene.seen.map(({ event }) => event.kind)).toEqual(['call-offered', 'seat-changed']);
    scene.clock.quiet();
    const lists = scene.seen.filter(({ event }) => event.kind === 'waiting-changed');
    expect(lists).toHaveLength(100);
    expect(new Set(lists.map(({ event }) => event)).size).toBe(1);
  });

  test('the head of a long queue is shown, its length is in the figures', () => {
    const scene = Scene.working();
    for (let n = 0; n < 80; n += 1) scene.pbx.arrive(`c${n}`);
    const { waiting, figures } = scene.desk.snapshot('1001');
    expect(waiting).toHaveLength(50);
    expect(figures[0]).toMatchObject({ waiting: 80 });
  });

  test('my day changes for whom it concerns', () => {
    const scene = Scene.working('1001', '1002');
    scene.clock.advance(1_000);
    scene.seen.length = 0;
    scene.pbx.arrive('c1');
    scene.clock.advance(300);
    expect(told(scene, '1001', 'my-day-changed').at(-1)?.event).toMatchObject({
      myDay: { offered: 1 },
    });
    expect(told(scene, '1002', 'my-day-changed')).toEqual([]);
  });

  test('nothing after the desk has stopped', () => {
    const scene = Scene.working('1001');
    scene.pbx.arrive('c1');
    scene.desk.stop();
    scene.seen.length = 0;
    scene.clock.advance(60_000);
    expect(scene.seen).toEqual([]);
  });
});

describe('what the PBX is told', () => {
  test('a beat every second, only while it is there', () => {
    const scene = Scene.working('1001');
    const before = scene.pbx.beats;
    scene.clock.advance(5_000);
    expect(scene.pbx.beats - before).toBe(5);
    scene.pbx.cut();
    scene.clock.advance(5_000);
    expect(scene.pbx.beats - before).toBe(5);
  });

  test('whom to ring without us: who is at work with a telephone', async () => {
    const scene = Scene.working('1001', '1002', '1003', '1004');
    scene.clock.advance(1_000);
    expect(scene.pbx.named).toEqual(['1001', '1002', '1003', '1004']);
    scene.pbx.unregister('1002');
    await scene.command('1003', { name: 'seat.set', args: { to: { kind: 'busy' } } });
    scene.pbx.arrive('c1');
    scene.pbx.answers('1001');
    scene.clock.advance(1_000);
    expect(scene.pbx.named).toEqual(['1001', '1004']);
  });

  test('a PBX that comes back is told again', () => {
    const scene = Scene.working('1001');
    scene.clock.advance(1_000);
    scene.pbx.cut();
    scene.pbx.named = [];
    scene.pbx.connect();
    expect(scene.pbx.named).toEqual(['1001']);
  });

  test('the practice PBX is said to be one', () => {
    const scene = new Scene();
    scene.pbx.isPractice = true;
    expect(scene.desk.snapshot('1001').hotline).toMatchObject({
      practice: false,
      pbx: 'away',
      timeZone: 'Asia/Shanghai',
    });
    scene.pbx.connect();
    expect(scene.desk.snapshot('1001').hotline).toMatchObject({ practice: true, pbx: 'live' });
  });
});
