/** Limits, 退单, 督办 and 回访 as the bridge tells and enforces them, by 茂名 2020 and the shipped settings. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TicketEvent } from '@hotline/domain/ticket';
import { ticketScene, type TicketScene } from '../testing/ticket-scene.ts';

let scene: TicketScene;
beforeEach(async () => {
  scene = await ticketScene();
});
afterEach(() => scene.stop());

const at = (local: string) => Date.parse(`${local}+08:00`);
const dispatch: TicketEvent = { kind: 'dispatch', assignment: { main: 'water', joint: [] } };
const untilAnswered = [
  ['huang.lei', dispatch],
  ['ma.tao', { kind: 'sign' }],
  ['ma.tao', { kind: 'start' }],
  ['ma.tao', { kind: 'answer', answer: '已恢复' }],
] as const;
const notReached: TicketEvent = {
  kind: 'revisit',
  revisit: { reached: false, contactedByUnit: null, solved: null },
};
const read = async (person: string, ticketNo: string) => {
  const whole = await (await scene.as(person)).read(ticketNo);
  if (!whole.ok) throw new Error(whole.error.code);
  return whole.value;
};

describe('what runs out', () => {
  it('is told with each ticket: 派单, then 签收 and 办理, then 联系, then 回复', async () => {
    const ticketNo = await scene.file('停水');
    expect((await read('huang.lei', ticketNo)).pace.dues).toMatchObject([
      { what: 'dispatch', at: at('2026-11-28T00:00:00'), due: 'in-time' },
    ]);
    await scene.play(ticketNo, [['huang.lei', dispatch]]);
    expect(await read('ma.tao', ticketNo)).toMatchObject({
      limit: { count: 4, unit: 'working-days' },
      dueAt: at('2026-12-02T00:00:00'),
      returnUntil: at('2026-11-27T00:00:00'),
      pace: {
        dues: [
          { what: 'sign', at: at('2026-11-26T12:00:00'), due: 'soon' },
          { what: 'handle', at: at('2026-12-02T00:00:00'), due: 'in-time' },
        ],
      },
    });
    await scene.play(ticketNo, [['ma.tao', { kind: 'sign' }]]);
    scene.now += 31 * 60_000;
    expect((await read('ma.tao', ticketNo)).pace.dues[0]).toMatchObject({
      what: 'contact',
      due: 'overdue',
    });
    await scene.play(ticketNo, [
      ['ma.tao', { kind: 'contact', text: '已电话联系' }],
      ['ma.tao', { kind: 'start' }],
      ['ma.tao', { kind: 'answer', answer: '已恢复' }],
    ]);
    expect((await read('ma.tao', ticketNo)).pace.dues).toMatchObject([{ what: 'reply' }]);
  });

  it('names the year that the calendar lacks, and stops nobody who has begun', async () => {
    scene.now = at('2026-12-25T12:00:00');
    const ticketNo = await scene.file('停水', { kind: 'consult' });
    await scene.play(ticketNo, [['huang.lei', dispatch]]);
    scene.now = at('2026-12-31T12:00:00');
    await scene.play(ticketNo, untilAnswered.slice(1));
    expect((await read('ma.tao', ticketNo)).pace.dues).toEqual([
      { what: 'reply', at: null, due: null, yearMissing: 2027 },
    ]);
  });
});

describe('退单', () => {
  const askReturn: TicketEvent = { kind: 'ask-return', reason: '非本单位职责' };

  it('asked for after its working day is refused, with the time that it was possible until', async () => {
    const ticketNo = await scene.file('停水');
    await scene.play(ticketNo, [['huang.lei', dispatch]]);
    scene.now = at('2026-11-27T00:00:01');
    const until = at('2026-11-27T00:00:00');
    expect(await scene.take('ma.tao', ticketNo, askReturn)).toMatchObject({
      error: { status: 422, why: 'return-late', at: until },
    });
    expect(await read('ma.tao', ticketNo)).toMatchObject({
      steps: ['sign'],
      held: [{ step: 'ask-return', code: 'return-late', at: until }],
    });
  });

  it('is reviewed once by a leader, and then final', async () => {
    const reject: TicketEvent = { kind: 'decide-return', upheld: false, why: '职责清单' };
    const ticketNo = await scene.file('停水');
    await scene.play(ticketNo, [
      ['huang.lei', dispatch],
      ['ma.tao', askReturn],
      ['huang.lei', reject],
      ['ma.tao', askReturn],
    ]);
    expect(await scene.take('huang.lei', ticketNo, reject)).toMatchObject({
      error: { status: 403 },
    });
    await scene.play(ticketNo, [['fang.hui', reject]]);
    expect(await scene.take('ma.tao', ticketNo, askReturn)).toMatchObject({
      error: { status: 422, why: 'return-final' },
    });
  });
});

describe('督办', () => {
  it('is asked for by a list with its reasons, and one step ends it', async () => {
    const urged = await scene.file('停水');
    await scene.file('路灯');
    const unrest = await scene.file('欠薪', { unrest: true });
    const urge: TicketEvent = { kind: 'urge', text: '市民再次来电' };
    await scene.play(urged, [
      ['huang.lei', dispatch],
      ['zhou.min', urge],
      ['zhou.min', urge],
      ['zhou.min', urge],
    ]);
    const leader = await scene.as('fang.hui');
    const list = async () => {
      const page = await leader.list({ list: 'to-supervise', order: 'oldest' });
      if (!page.ok) throw new Error(page.error.code);
      return page.value.tickets.map(({ title, pace }) => [title, pace.supervise]);
    };
    expect(await list()).toEqual([
      ['停水', [{ code: 'urged', times: 3 }]],
      ['欠薪', [{ code: 'unrest' }]],
    ]);
    await scene.play(unrest, [['fang.hui', { kind: 'supervise', why: '不稳定因素' }]]);
    expect(await list()).toEqual([['停水', [{ code: 'urged', times: 3 }]]]);
    scene.now = at('2026-11-26T12:00:01');
    const seen = await read('fang.hui', urged);
    expect(seen.pace.supervise[0]).toMatchObject({ code: 'overdue', what: 'sign' });
  });
});

describe('回访 of whom nobody reaches', () => {
  it('is tried again after four hours, three times in all, and then closed as not reached', async () => {
    const ticketNo = await scene.file('停水');
    await scene.play(ticketNo, [
      ...untilAnswered,
      ['huang.lei', { kind: 'audit', passed: true, why: '' }],
      ['zhou.min', notReached],
    ]);
    const again = scene.now + 4 * 3_600_000;
    expect(await scene.take('zhou.min', ticketNo, notReached)).toMatchObject({
      error: { status: 422, why: 'revisit-too-early', at: again },
    });
    expect(await read('zhou.min', ticketNo)).toMatchObject({
      pace: { revisit: { tries: 1, most: 3, againAt: again } },
      held: [{ step: 'close', code: 'revisit-tries-left', left: 2 }],
    });
    for (let tries = 0; tries < 2; tries += 1) {
      scene.now += 4 * 3_600_000;
      await scene.play(ticketNo, [['zhou.min', notReached]]);
    }
    await scene.play(ticketNo, [['zhou.min', { kind: 'close' }]]);
    expect(await read('zhou.min', ticketNo)).toMatchObject({ state: 'closed', steps: [] });
  });
});
