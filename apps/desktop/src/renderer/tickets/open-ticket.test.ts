import type { TicketClient, TicketView, WholeTicket } from '@hotline/domain/ticket-api';
import { err, ok } from '@hotline/domain/result';
import { expect, it, vi } from 'vitest';
import { aWholeTicket } from '@hotline/domain/ticket-api/testing';
import { createOpenTicket, type OpenTicketPorts } from './open-ticket.ts';

const NO = '20261125-000001';
const whole = (version: number, steps: string[] = ['answer']): WholeTicket =>
  aWholeTicket({ ticketNo: NO, version, steps });
const attachment = { id: 'f1', draftId: 'd', name: '现场.png', type: 'image/png', size: 3, at: 1 };

const tooLate: TicketClient['step'] = async () =>
  err({ code: 'conflict', meant: null, current: {} as TicketView });
const noAnswer: TicketClient['step'] = async () => err({ code: 'unreachable' });
const notNow: TicketClient['unlink'] = async () =>
  err({ code: 'refused', status: 422, why: 'return-late', at: 7 });
const notLoggedIn: TicketClient['reveal'] = async () =>
  err({ code: 'refused', status: 401, why: 'not-logged-in' });

function at(client: Partial<TicketClient>) {
  const read = vi.fn<TicketClient['read']>(async () => ok(whole(3)));
  const stepped = vi.fn<() => void>();
  const refused = vi.fn<(status: number) => void>();
  const openFile = vi.fn<OpenTicketPorts['openFile']>(async () => 'opened');
  const open = createOpenTicket({
    client: () => ({ read, ...client }) as TicketClient,
    recordingOf: async (callId) => (callId === 'c-1' ? ok(new Blob(['x'])) : err('none')),
    fileOf: async (id) => (id === 'f1' ? ok(Uint8Array.of(1, 2, 3)) : err('none')),
    openFile,
    addresses: { createObjectURL: () => 'blob:x', revokeObjectURL: vi.fn<(url: string) => void>() },
    refused,
    read: () => undefined,
    stepped,
  });
  return { open, read, stepped, refused, openFile, state: () => open.state.getState() };
}

async function answering(client: Partial<TicketClient>) {
  const desk = at(client);
  desk.open.open(NO);
  await vi.waitFor(() => expect(desk.state().whole).not.toBeNull());
  desk.open.form('answer');
  desk.open.change({ text: '已修复' });
  return desk;
}

it('sends a step for the version that was read, and shows what came of it', async () => {
  const step = vi.fn<TicketClient['step']>(async () => ok(whole(4, [])));
  const { open, state, stepped } = await answering({ step });
  await open.send(null);
  expect(step).toHaveBeenCalledWith(NO, {
    expectedVersion: 3,
    event: { kind: 'answer', answer: '已修复' },
  });
  expect(state()).toMatchObject({ step: null, done: 'answer', values: {}, sending: false });
  expect(state().whole?.version).toBe(4);
  expect(stepped).toHaveBeenCalledOnce();
});

it('somebody was faster: what was typed stays, and what happened since is known', async () => {
  const { open, read, state } = await answering({ step: tooLate });
  read.mockResolvedValueOnce(ok(whole(5, [])));
  await open.send(null);
  expect(state()).toMatchObject({ conflict: { since: 3 }, step: 'answer', sending: false });
  expect(state().values.answer?.text).toBe('已修复');
  expect(state().whole?.version).toBe(5);
});

it('nothing answers: told, and nothing is lost', async () => {
  const { open, state } = await answering({ step: noAnswer });
  await open.send(null);
  expect(state()).toMatchObject({ refusal: { code: 'offline' }, step: 'answer', sending: false });
  expect(state().values.answer?.text).toBe('已修复');
});

it('what was typed is there again after another ticket was looked at', async () => {
  const { open, state } = await answering({});
  open.open('20261125-000002');
  expect(state()).toMatchObject({ step: null, values: {} });
  open.open(NO);
  expect(state()).toMatchObject({ step: 'answer', values: { answer: { text: '已修复' } } });
});

it('an answer that comes when another ticket is open is nobody’s', async () => {
  const later = Promise.withResolvers<Awaited<ReturnType<TicketClient['reveal']>>>();
  const { open, state } = await answering({ reveal: () => later.promise });
  const asked = open.reveal('核实');
  open.open('20261125-000002');
  const who = { name: '吴某', callerNumber: null, contactNumber: '13800138000' };
  later.resolve(ok({ ...who, enterprise: '', address: '', idNumber: '', joined: [] }));
  await asked;
  expect(state().revealed).toBeNull();
});

it('a log-in that has run out is told to whoever keeps it', async () => {
  const { open, state, refused } = await answering({ reveal: notLoggedIn });
  await open.reveal('核实');
  expect(state().revealRefusal).toBe('not-logged-in');
  expect(refused).toHaveBeenCalledWith(401);
});

it('plays a recording, and says why there is none', async () => {
  const { open, state } = await answering({});
  await open.listen('c-1');
  await open.listen('c-2');
  expect(state().recordings).toEqual({
    'c-1': { kind: 'playing', url: 'blob:x' },
    'c-2': { kind: 'failed', why: 'none' },
  });
});

it('opens a file by its name, and says why it could not be had', async () => {
  const { open, openFile, state } = await answering({});
  await open.openFile(attachment);
  expect(openFile).toHaveBeenCalledWith('现场.png', Uint8Array.of(1, 2, 3));
  openFile.mockResolvedValueOnce('not-opened');
  await open.openFile({ ...attachment, id: 'f2' });
  expect(state().files).toEqual({
    f1: { kind: 'opened' },
    f2: { kind: 'failed', why: 'none' },
  });
  await open.openFile(attachment);
  expect(state().files['f1']).toEqual({ kind: 'failed', why: 'not-opened' });
});

it('links, and tells why not with what it is about', async () => {
  const link = vi.fn<TicketClient['link']>(async () =>
    ok({ ...whole(4), links: ['20261124-000009'] }),
  );
  const { open, state } = await answering({ link, unlink: notNow });
  await open.link('link', '20261124-000009');
  expect(link).toHaveBeenCalledWith(NO, '20261124-000009');
  expect(state()).toMatchObject({ linking: false, whole: { version: 4 } });
  await open.link('unlink', '20261124-000009');
  expect(state()).toMatchObject({ linkRefusal: { code: 'return-late', at: 7 }, linking: false });
});
