/**
 * A seat without a window, to be killed: the desk's own draft store on its own file, its outbox and its link to the bridge,
 * and a script that types, edits, submits and takes back. Started by `draft.ts`.
 */
import { setTimeout as passes } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { WebSocket } from 'ws';
import { openDraftsFile } from '../../apps/desktop/src/main/drafts-file.ts';
import { createSeatLink } from '../../apps/desktop/src/renderer/connection/seat-link.ts';
import { createDrafts, type DraftItem } from '../../apps/desktop/src/renderer/store/drafts.ts';
import { createOutbox } from '../../apps/desktop/src/renderer/store/outbox.ts';
import { chance } from './chance.ts';
import { tell } from './draft-tell.ts';
import { revisionOf, textAt, titleAt, type SeatOrders } from './draft-script.ts';

const orders = process.env as unknown as SeatOrders;
const luck = chance(Number(orders.CHAOS_SEED));
/** Drafts side by side. */
const SIDE_BY_SIDE = 3;
/** No draft is submitted with fewer keys. */
const LEAST_KEYS = 5;

const pulse = new Worker(new URL('draft-pulse.ts', import.meta.url));
pulse.unref();

let setBack = Number(orders.CHAOS_SET_BACK);
const now = () => Date.now() - setBack;
const setTimer = (run: () => void, ms: number) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};
const file = openDraftsFile(orders.CHAOS_FOLDER, now, null, (error) => {
  throw new Error('a kill must not damage the file', { cause: error });
});
const drafts = createDrafts({
  shelf: file.drafts,
  now,
  newId: () => crypto.randomUUID(),
  setTimer,
});
await drafts.openFor('first');

const items = (): readonly DraftItem[] => Object.values(drafts.state.getState().items);
for (const { draft, status } of items()) {
  const revision = revisionOf(draft.title);
  const isWhole = draft.text === textAt(draft.draftId, revision);
  const where = status.kind === 'parked' ? 'open' : status.kind;
  tell({ kind: 'found', id: draft.draftId, revision, isWhole, status: where });
}
tell({ kind: 'ready' });

drafts.state.subscribe((after, before) => {
  for (const item of Object.values(after.items)) {
    const id = item.draft.draftId;
    const was = before.items[id];
    if (was === undefined || was === item) continue;
    if (item.save === 'clean' && was.save !== 'clean') {
      tell({ kind: 'saved', id, revision: revisionOf(item.draft.title) });
    }
    if (item.save === 'failed' && was.save !== 'failed') tell({ kind: 'unsaved', id });
    if (item.status.kind === 'to-file' && item.moving && !was.moving)
      tell({ kind: 'taking-back', id });
    if (item.status.kind === 'open' && was.status.kind === 'to-file')
      tell({ kind: 'taken-back', id });
    // The bridge has it with other words, though it said that it had failed: what was written last counts.
    if (item.conflict !== null && was.conflict === null) {
      void drafts.decide(id, item.draft).then(() => outbox.deliver());
    }
    if (item.status.kind === 'filed' && was.status.kind !== 'filed') {
      tell({ kind: 'filed', id, ticketNo: item.status.ticketNo });
    }
  }
});

const link = createSeatLink({
  url: orders.CHAOS_WIRE,
  token: orders.CHAOS_TOKEN,
  openSocket(url, ends) {
    const socket = new WebSocket(url);
    socket.on('open', ends.opened);
    socket.on('close', ends.closed);
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer) => ends.received(data.toString()));
    return { send: (text) => socket.send(text), close: () => socket.close() };
  },
  now,
  random: () => luck.next(),
  newId: () => crypto.randomUUID(),
  setTimer,
  onLink: () => undefined,
  onStateRead: () => outbox.deliver(),
  onEvent: () => undefined,
});
const outbox = createOutbox(drafts, (name, args) => link.command(name, args), setTimer);
link.open();

const open = () => items().filter(({ status }) => status.kind === 'open');
async function submit(id: string): Promise<void> {
  tell({ kind: 'submitting', id });
  await drafts.submit(id);
  const status = drafts.state.getState().items[id]?.status.kind;
  if (status === 'to-file') tell({ kind: 'submitted', id });
  outbox.deliver();
}

function press(): void {
  const mine = open();
  if (mine.length < SIDE_BY_SIDE && luck.next() < 0.05) return drafts.begin();
  if (mine.length === 0) return drafts.begin();
  const { draft } = luck.one(mine);
  const revision = revisionOf(draft.title) + 1;
  const { draftId } = draft;
  tell({ kind: 'key', id: draftId, revision, at: Date.now() });
  drafts.change(draftId, { title: titleAt(revision), text: textAt(draftId, revision) });
}

async function type(): Promise<void> {
  for (;;) {
    press();
    const done = open().filter(({ draft }) => revisionOf(draft.title) >= LEAST_KEYS);
    if (done.length > 0 && luck.next() < 0.08) await submit(luck.one(done).draft.draftId);
    const waiting = items().filter(
      ({ status, attempted }) => status.kind === 'to-file' && !attempted,
    );
    if (waiting.length > 0 && luck.next() < 0.02) {
      // Not taken back, it keeps its place.
      await drafts.takeBack(luck.one(waiting).draft.draftId).catch(() => undefined);
      outbox.deliver();
    }
    if (luck.next() < 0.01) setBack += luck.between(0, 60_000);
    await passes(luck.between(1, 12));
  }
}

const isDone = () => items().every(({ status, touched }) => status.kind === 'filed' || !touched);

async function drain(): Promise<void> {
  for (const { draft } of open()) if (revisionOf(draft.title) > 0) await submit(draft.draftId);
  if (!isDone()) {
    await new Promise<void>((resolve) => {
      const stop = drafts.state.subscribe(() => {
        for (const { draft, status, refusal } of items()) {
          if (status.kind === 'open' && refusal !== null) void submit(draft.draftId);
        }
        if (!isDone()) return;
        stop();
        resolve();
      });
    });
  }
  tell({ kind: 'drained' });
  link.close();
  file.drafts.close();
}

await (orders.CHAOS_DRAIN === '1' ? drain() : type());
process.exit(0);
