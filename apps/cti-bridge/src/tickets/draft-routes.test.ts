import { emptyDraft, type TicketDraft } from '@hotline/domain/draft';
import type { SimilarQuery } from '@hotline/domain/ticket-api';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTicketBridge, type TicketBridge } from '../testing/ticket-bridge.ts';

let bridge: TicketBridge;
beforeEach(async () => {
  bridge = await startTicketBridge(() => Date.UTC(2026, 10, 25, 4));
});
afterEach(() => bridge.end());

const outage: Partial<TicketDraft> = {
  title: '幸福小区三号楼停水',
  text: '市民反映幸福小区三号楼从昨晚起停水，物业说是水泵坏了。',
  place: '长虹路幸福小区3栋',
  categoryCode: '0101',
};
const writing = (change: Partial<SimilarQuery> = {}): SimilarQuery => ({
  draftId: 'new',
  callId: null,
  contactNumber: '',
  title: '',
  text: '',
  place: '',
  categoryCode: '',
  ...change,
});
const draftOf = (draftId: string, change: Partial<TicketDraft> = {}): TicketDraft => ({
  ...emptyDraft(draftId, null),
  kind: 'help',
  title: '还是没有水',
  text: '又打来了，问什么时候来水',
  ...change,
});

/** As the ledger's projection writes it. */
function answeredCall(callId: string, number: string, seatId: string): void {
  const database = new Database(join(bridge.folder, 'bridge.sqlite'));
  database
    .prepare(
      `INSERT INTO call_of_number (call_id, number, at, queue_id, seat_id, outcome, talk_ms)
       VALUES (?, ?, 0, 'q', ?, 'answered', 0)`,
    )
    .run(callId, number, seatId);
  database.close();
}

async function similar(query: SimilarQuery, person = 'zhou.min') {
  const found = await (await bridge.as(person)).similar(query);
  if (!found.ok) throw new Error(found.error.code);
  return found.value.map(({ ticket, reasons }) => [ticket.title, ...reasons]);
}

describe('similar open tickets', () => {
  it('are found by number, place and words, each with its reasons, the likeliest first', async () => {
    await bridge.file('a', outage);
    await bridge.file('b', { title: '路灯不亮', place: '人民路', contactNumber: '0710-3456789' });
    await bridge.file('c', { title: '幸福小区三号楼没水', contactNumber: '' });
    expect(
      await similar(
        writing({
          title: '幸福小区三号楼停水',
          place: '长虹路幸福小区',
          contactNumber: '+86 138 0000 2222',
          categoryCode: '0101',
        }),
      ),
    ).toEqual([
      ['幸福小区三号楼停水', 'same-number', 'same-place', 'alike-text', 'same-category'],
      ['幸福小区三号楼没水', 'same-number', 'alike-text'],
      ['路灯不亮', 'same-number'],
    ]);
    expect(await similar(writing({ contactNumber: '07103456789' }))).toEqual([
      ['路灯不亮', 'same-number'],
    ]);
    expect(await similar(writing({ text: '我们这里幸福小区三号楼停水两天了' }))).toEqual([
      ['幸福小区三号楼没水', 'alike-text'],
      ['幸福小区三号楼停水', 'alike-text'],
    ]);
    expect(await similar(writing({ categoryCode: '0101' }))).toEqual([]);
    expect(await similar(writing({ title: '停水' }))).toEqual([]);
  });

  it('are not those that are over, nor the draft itself', async () => {
    const ticketNo = await bridge.file('a', outage);
    expect(await similar(writing({ ...outage, draftId: 'a' }))).toEqual([]);
    expect(await similar(writing(outage))).toHaveLength(1);
    const agent = await bridge.as('zhou.min');
    await agent.step(ticketNo, {
      expectedVersion: 1,
      event: { kind: 'answer-directly', answer: '已恢复' },
    });
    expect(await similar(writing(outage))).toEqual([]);
  });

  it('tell nobody by a number that was typed whose secret ticket there is', async () => {
    await bridge.file('a', { title: '举报', secret: true });
    answeredCall('own', '13800002222', '1003');
    answeredCall('theirs', '13800002222', '1001');
    const { seatId } = await bridge.grant('zhou.min');
    expect(seatId).toBe('1003');
    bridge.everybodyLeaves();
    expect(await similar(writing({ contactNumber: '13800002222' }))).toEqual([]);
    expect(await similar(writing({ callId: 'theirs' }))).toEqual([]);
    expect(await similar(writing({ callId: 'own' }))).toEqual([['举报', 'same-number']]);
  });

  it('show no number and no hidden name; units are refused', async () => {
    await bridge.file('a', { ...outage, secret: true });
    const found = await (await bridge.as('zhou.min')).similar(writing(outage));
    expect(JSON.stringify(found)).not.toMatch(/甲某|13800002222|13900001111|138\*/);
    expect(await (await bridge.as('ma.tao')).similar(writing(outage))).toMatchObject({
      error: { status: 403, why: 'not-allowed' },
    });
  });
});

describe('a draft that joins a ticket 并入', () => {
  it('becomes an entry, once, and is not filed as a second ticket', async () => {
    const ticketNo = await bridge.file('a', outage);
    answeredCall('c1', '13700003333', '1003');
    const agent = await bridge.as('zhou.min');
    const draft = draftOf('d1', { callId: 'c1', callerName: '乙某', contactNumber: '13600004444' });
    const joined = await agent.join(ticketNo, { draft, urge: false });
    expect(joined).toMatchObject({
      value: {
        version: 2,
        joined: [
          { no: 2, callId: 'c1', complainant: { name: '乙某', callerNumberMasked: '137****3333' } },
        ],
        history: [{}, { event: { kind: 'join', draftId: 'd1', text: draft.text } }],
      },
    });
    expect(JSON.stringify(joined)).not.toMatch(/13700003333|13600004444/);
    // The answer was lost, and the seat asks again; the old seat files it after all.
    expect(await agent.join(ticketNo, { draft, urge: false })).toMatchObject({
      value: { version: 2 },
    });
    expect(await bridge.file('d1')).toBe(ticketNo);
    expect(await agent.reveal(ticketNo, '回访')).toMatchObject({
      value: { name: '甲某', joined: [{ no: 2, name: '乙某', callerNumber: '13700003333' }] },
    });
    expect(await agent.list({})).toMatchObject({ value: { tickets: [{ ticketNo }], next: null } });
  });

  it('urges the unit in the draft’s words', async () => {
    const ticketNo = await bridge.file('a', outage);
    const dispatcher = await bridge.as('huang.lei');
    const agent = await bridge.as('zhou.min');
    expect(await agent.read(ticketNo)).toMatchObject({
      value: { version: 1, actions: ['link', 'join', 'urge'] },
    });
    const assignment = { main: 'water', joint: [] };
    await dispatcher.step(ticketNo, {
      expectedVersion: 1,
      event: { kind: 'dispatch', assignment },
    });
    expect(await agent.join(ticketNo, { draft: draftOf('d1'), urge: true })).toMatchObject({
      value: {
        version: 4,
        urged: 1,
        history: [
          {},
          {},
          { event: { kind: 'join' } },
          { event: { kind: 'urge', text: '又打来了，问什么时候来水' } },
        ],
      },
    });
  });

  it('is refused where it went before, without words, and by whoever may not', async () => {
    const [one, other] = [await bridge.file('a', outage), await bridge.file('b')];
    const agent = await bridge.as('zhou.min');
    const draft = draftOf('d1');
    expect(await agent.join(one, { draft: draftOf('b'), urge: false })).toEqual({
      ok: false,
      error: { code: 'already-filed', ticketNo: other },
    });
    await agent.join(one, { draft, urge: false });
    expect(await agent.join(other, { draft, urge: false })).toEqual({
      ok: false,
      error: { code: 'already-filed', ticketNo: one },
    });
    const empty = draftOf('d2', { title: ' ', text: '' });
    expect(await agent.join(one, { draft: empty, urge: false })).toMatchObject({
      error: { status: 422, why: 'empty-text' },
    });
    expect(await agent.join('20261125-999999', { draft, urge: false })).toMatchObject({
      error: { status: 404 },
    });
    const clerk = await bridge.as('ma.tao');
    expect(await clerk.join(one, { draft: draftOf('d3'), urge: false })).toMatchObject({
      error: { status: 403 },
    });
  });

  it('keeps who is behind a secret one from the ticket’s unit', async () => {
    const ticketNo = await bridge.file('a', outage);
    const dispatcher = await bridge.as('huang.lei');
    const assignment = { main: 'water', joint: [] };
    await dispatcher.step(ticketNo, {
      expectedVersion: 1,
      event: { kind: 'dispatch', assignment },
    });
    const agent = await bridge.as('zhou.min');
    const draft = draftOf('d1', { secret: true, callerName: '乙某', contactNumber: '13600004444' });
    await agent.join(ticketNo, { draft, urge: false });
    const clerk = await bridge.as('ma.tao');
    const seen = await clerk.read(ticketNo);
    expect(seen).toMatchObject({
      value: {
        complainant: { name: '甲某' },
        joined: [{ complainant: { isHidden: true, name: '', mayReveal: false } }],
      },
    });
    expect(JSON.stringify(await clerk.reveal(ticketNo, '核实'))).not.toContain('乙某');
  });
});

describe('关联', () => {
  it('stands on both tickets, once, and can be taken back', async () => {
    const [one, other] = [await bridge.file('a'), await bridge.file('b')];
    const agent = await bridge.as('zhou.min');
    await agent.link(one, other);
    expect(await agent.link(one, other)).toMatchObject({ value: { links: [other], version: 2 } });
    expect(await agent.read(other)).toMatchObject({ value: { links: [one], version: 2 } });
    expect(await agent.unlink(other, one)).toMatchObject({ value: { links: [], version: 3 } });
    expect(await agent.read(one)).toMatchObject({
      value: {
        links: [],
        history: [{}, { event: { kind: 'link' } }, { event: { kind: 'unlink' } }],
      },
    });
    expect(await agent.link(one, one)).toMatchObject({ error: { why: 'into-itself' } });
    expect(await agent.link(one, '20261125-999999')).toMatchObject({ error: { status: 404 } });
    expect(await (await bridge.as('ma.tao')).link(one, other)).toMatchObject({
      error: { status: 403 },
    });
  });

  it('is written when a draft is filed that names the other; one that is gone does not matter', async () => {
    const one = await bridge.file('a');
    const two = await bridge.file('b', { related: [one, '20261125-999999', 'nonsense'] });
    const agent = await bridge.as('zhou.min');
    expect(await agent.read(two)).toMatchObject({ value: { links: [one] } });
    expect(await agent.read(one)).toMatchObject({ value: { links: [two] } });
  });
});

describe('并单 of two tickets', () => {
  it('is told on the one that goes on, and refused into one that is over or is not there', async () => {
    const [one, two, three] = [
      await bridge.file('a'),
      await bridge.file('b'),
      await bridge.file('c'),
    ];
    const agent = await bridge.as('zhou.min');
    const merge = (ticketNo: string, into: string) =>
      agent.step(ticketNo, { expectedVersion: 1, event: { kind: 'merge', into } });
    expect(await merge(one, two)).toMatchObject({ value: { state: 'merged' } });
    expect(await agent.read(two)).toMatchObject({
      value: { history: [{}, { event: { kind: 'take-in', ticketNo: one } }] },
    });
    expect(await merge(three, one)).toMatchObject({
      error: { status: 422, why: 'no-such-ticket' },
    });
    expect(await merge(three, '20261125-999999')).toMatchObject({ error: { status: 422 } });
    expect(await agent.read(three)).toMatchObject({ value: { version: 1 } });
  });
});
