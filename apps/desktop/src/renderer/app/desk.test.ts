import {
  PROTOCOL_VERSION,
  type CallView,
  type LegView,
  type SeatEventMessage,
  type ServerMessage,
  type Snapshot,
} from '@hotline/domain/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type {
  BootstrapInfo,
  DeskPlatform,
  DraftEntry,
  DraftStore,
} from '../../shared/desk-platform.ts';
import type { AttachmentStore } from '../../shared/attachment.ts';
import type { SocketEnds } from '../connection/seat-link.ts';
import { aCall, aSnapshot, NOW } from '../stories/samples.ts';
import { createScriptedSoftphone } from '../stories/scripted-softphone.ts';
import { createDesk, type Desk } from './desk.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});
const settle = () => vi.advanceTimersByTimeAsync(0);

/** Drafts in memory, with a disk that can fail. */
function memoryDrafts() {
  const entries = new Map<string, DraftEntry>();
  const disk = { broken: false, saves: 0 };
  const need = (id: string) => {
    const entry = entries.get(id);
    if (entry === undefined) throw new Error('no-such-draft');
    return entry;
  };
  const store = {
    list: async () =>
      [...entries.values()].map(({ draft, ...rest }) => ({
        draftId: draft.draftId,
        callId: draft.callId,
        kind: draft.kind,
        title: draft.title,
        ...rest,
      })),
    load: async (id: string) => entries.get(id) ?? null,
    save: async (draft: DraftEntry['draft']) => {
      if (disk.broken) throw new Error('disk');
      disk.saves += 1;
      entries.set(draft.draftId, {
        draft,
        status: { kind: 'open' },
        createdAt: Date.now(),
        savedAt: Date.now(),
        changeNo: disk.saves,
      });
      return { savedAt: Date.now(), changeNo: disk.saves };
    },
    mark: async (id: string, status: DraftEntry['status']) => {
      entries.set(id, { ...need(id), status });
    },
    remove: async (id: string) => {
      entries.delete(id);
    },
    versions: async () => [],
  } satisfies DraftStore & Record<string, unknown>;
  return { entries, disk, store };
}

const noAttachments: AttachmentStore = {
  list: async () => [],
  add: async () => {
    throw new Error('not asked for here');
  },
  read: async () => null,
  mark: async () => undefined,
  remove: async () => undefined,
};

/** A bridge at the other end of the socket, moved by hand. */
function bridgeEnd(snapshot: Snapshot) {
  const sockets: { ends: SocketEnds; sent: Record<string, unknown>[]; open: boolean }[] = [];
  let seq = 5;
  const last = () => {
    const socket = sockets.at(-1);
    if (socket === undefined) throw new Error('no socket');
    return socket;
  };
  const say = (message: ServerMessage) => last().ends.received(JSON.stringify(message));
  return {
    sockets,
    openSocket: (_url: string, ends: SocketEnds) => {
      const socket = { ends, sent: [] as Record<string, unknown>[], open: true };
      sockets.push(socket);
      return {
        send: (text: string) => void socket.sent.push(JSON.parse(text) as Record<string, unknown>),
        close: () => {
          socket.open = false;
        },
      };
    },
    say,
    accept(present: Snapshot = snapshot, epoch = 'e1') {
      last().ends.opened();
      seq = 5;
      say({ type: 'welcome', v: PROTOCOL_VERSION, epoch, seq, now: Date.now(), snapshot: present });
    },
    tell(event: SeatEventMessage) {
      seq += 1;
      say({ type: 'event', seq, at: Date.now(), event });
    },
    drop: () => last().ends.closed(),
    commands: (name?: string) =>
      sockets
        .flatMap((socket) => socket.sent)
        .filter(
          (sent) => sent['type'] === 'command' && (name === undefined || sent['name'] === name),
        ),
    answer(id: unknown, result: Record<string, unknown> = {}) {
      say({ type: 'answer', id: String(id), ok: true, result });
    },
    refuse(id: unknown, code: 'call-not-in-state' | 'not-allowed-now') {
      say({ type: 'answer', id: String(id), ok: false, error: { code } });
    },
  };
}

function memoryStorage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

type PracticeSignIn = NonNullable<BootstrapInfo['practiceSignIn']>;

function newDesk(snapshot: Snapshot, windowStorage = memoryStorage(), practice?: PracticeSignIn) {
  const bridge = bridgeEnd(snapshot);
  const phone = createScriptedSoftphone(() => Date.now());
  const drafts = memoryDrafts();
  const ring = {
    start: vi.fn<() => () => void>(() => () => undefined),
    // As `start-app.tsx` puts them together: a ring that stops is not blocked any more.
    stop: vi.fn<() => void>(() => desk.setRingBlocked(false)),
    beep: vi.fn<() => void>(),
    setDevice: async () => undefined,
    setVolume: () => undefined,
  };
  let ids = 0;
  const fetched: string[] = [];
  const typing = { now: false };
  const net = { away: false };
  const platform: DeskPlatform = {
    bootstrap: async () => {
      throw new Error('not asked for here');
    },
    drafts: { of: () => drafts.store },
    attachments: { of: () => noAttachments },
    attention: async () => undefined,
    condition: async () => undefined,
    onEvent: () => () => undefined,
  };
  const desk: Desk = createDesk({
    platform,
    info: {
      kind: 'web',
      bridgeUrl: 'http://127.0.0.1:1',
      appVersion: '0',
      notices: [],
      ...(practice === undefined ? {} : { practiceSignIn: practice }),
    },
    softphone: phone.softphone,
    ring,
    fetcher: async (input) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      if (net.away) throw new TypeError('Failed to fetch');
      if (pathname === '/api/v1/hotline') return Response.json({ name: '热线', practice: true });
      fetched.push(pathname);
      return Response.json({
        token: 't',
        expiresAt: NOW + 3_600_000,
        seatId: '1001',
        personName: '林晓雨',
        role: 'agent',
        sip: { uri: 'sip:1001@d', password: 'p', server: 'ws://127.0.0.1:2', domain: 'd' },
      });
    },
    openSocket: bridge.openSocket,
    storage: memoryStorage(),
    windowStorage,
    address: { hash: () => '', put: () => undefined, onMove: () => undefined },
    objectAddresses: URL,
    now: () => Date.now(),
    random: () => 0.5,
    newId: () => `id-${(ids += 1)}`,
    setTimer: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    print: () => undefined,
    isTyping: () => typing.now,
    saveFile: async () => undefined,
  });
  const invite = (callId = 'c-77') =>
    phone.set({ call: { kind: 'ringing', callId, legId: 'l', from: '13800138000' } });
  const front = () => {
    const { active, items } = desk.drafts.state.getState();
    return active === null ? null : (items[active] ?? null);
  };
  return { desk, bridge, phone, drafts, ring, typing, invite, front, fetched, net };
}

async function signedIn(snapshot: Snapshot = aSnapshot(), windowStorage = memoryStorage()) {
  const all = newDesk(snapshot, windowStorage);
  const { desk, bridge } = all;
  await desk.start();
  // Nothing happens here when the log-in of before the reload is still there.
  await desk.signIn('lin.xiaoyu', 'secret');
  bridge.accept(snapshot);
  await settle();
  return all;
}

async function talking() {
  const all = await signedIn();
  all.bridge.tell({ kind: 'call-offered', call: aCall('offered') });
  all.invite();
  all.desk.answer();
  await settle();
  all.bridge.tell({ kind: 'call-changed', call: aCall('talking') });
  return all;
}

async function wrappingWith(title: string | null) {
  const all = await talking();
  if (title !== null) all.desk.drafts.change(all.front()?.draft.draftId ?? '', { title });
  all.bridge.tell({ kind: 'call-changed', call: aCall('wrapping') });
  await settle();
  const told = () => all.bridge.commands('wrap.draft').map(({ args }) => args);
  return { ...all, told };
}

async function written() {
  const all = await signedIn();
  all.desk.drafts.begin();
  const id = all.front()?.draft.draftId ?? '';
  all.desk.drafts.change(id, {
    title: '路灯不亮',
    text: '连续四晚',
    kind: 'complaint',
    categoryCode: '020201',
    handling: 'assign',
  });
  await settle();
  return { ...all, id };
}

const parked = (callId: string): SeatEventMessage => ({
  kind: 'parked-changed',
  parked: [
    {
      callId,
      slot: '701',
      numberMasked: '138****8000',
      place: null,
      bySeat: '1002',
      since: NOW,
      until: NOW + 60_000,
    },
  ],
});

describe('what the bridge tells', () => {
  it('lists that come together are drawn together, and with a call at once', async () => {
    const { desk, bridge } = await signedIn();
    const drawn: unknown[] = [];
    desk.state.subscribe(({ link }) => drawn.push(link.data?.parked[0]?.callId));
    bridge.tell(parked('a'));
    bridge.tell(parked('b'));
    expect(drawn).toEqual([]);
    await vi.advanceTimersByTimeAsync(16);
    expect(drawn).toEqual(['b']);
    bridge.tell(parked('c'));
    bridge.tell({ kind: 'call-offered', call: aCall('offered') });
    expect(desk.state.getState().link.data).toMatchObject({
      call: { callId: 'c-77' },
      parked: [{ callId: 'c' }],
    });
  });

  it('a list that waited is not shown to whoever signs in next', async () => {
    const { desk, bridge } = await signedIn();
    bridge.tell(parked('a'));
    bridge.say({ type: 'refused', code: 'signed-out' });
    await vi.advanceTimersByTimeAsync(16);
    expect(desk.state.getState().stage.kind).toBe('signed-out');
    expect(desk.state.getState().link.data).toBeNull();
  });
});

describe('a call', () => {
  it('pops with its draft before the first ring, with what is known filled in', async () => {
    const { bridge, front, ring } = await signedIn();
    bridge.tell({ kind: 'call-offered', call: aCall('offered') });
    expect(front()?.draft).toMatchObject({
      callId: 'c-77',
      callerName: '吴建国',
      place: '襄阳',
      contactPreference: 'text-only',
    });
    expect(ring.start).not.toHaveBeenCalled();
  });
  it('does not push away the draft in which somebody is typing', async () => {
    const { desk, bridge, front, typing, invite, phone } = await signedIn();
    desk.drafts.begin();
    const mine = front()?.draft.draftId ?? '';
    desk.drafts.change(mine, { title: '写到一半' });
    typing.now = true;
    bridge.tell({ kind: 'call-offered', call: aCall('offered') });
    expect(front()?.draft.draftId).toBe(mine);
    invite();
    desk.answer();
    expect(front()?.draft.callId).toBe('c-77');
    expect(phone.asked).toContain('answer');
  });
  it('rings when the INVITE is there, and answers only when asked', async () => {
    const { desk, bridge, invite, phone, ring } = await signedIn();
    bridge.tell({ kind: 'call-offered', call: aCall('offered') });
    invite();
    await settle();
    expect(ring.start).toHaveBeenCalledTimes(1);
    expect(phone.asked).not.toContain('answer');
    desk.answer();
    expect(phone.asked).toContain('answer');
    expect(ring.stop).toHaveBeenCalled();
  });
  it('answered before its INVITE is answered when that comes', async () => {
    const { desk, bridge, invite, phone, ring } = await signedIn();
    bridge.tell({ kind: 'call-offered', call: aCall('offered') });
    desk.answer();
    expect(phone.asked).not.toContain('answer');
    invite();
    expect(phone.asked).toContain('answer');
    expect(ring.start).not.toHaveBeenCalled();
  });
  it('an early answer is not kept for another call', async () => {
    const { desk, bridge, invite, phone } = await signedIn();
    bridge.tell({ kind: 'call-offered', call: aCall('offered') });
    desk.answer();
    bridge.tell({ kind: 'call-gone', callId: 'c-77', why: 'abandoned' });
    bridge.tell({ kind: 'call-offered', call: aCall('offered', 'c-78') });
    invite('c-78');
    expect(phone.asked).not.toContain('answer');
  });
  it('taken back before the answer leaves no empty draft behind, but keeps a written one', async () => {
    const { desk, bridge, front } = await signedIn();
    bridge.tell({ kind: 'call-offered', call: aCall('offered') });
    bridge.tell({ kind: 'call-gone', callId: 'c-77', why: 'abandoned' });
    expect(Object.keys(desk.drafts.state.getState().items)).toEqual([]);
    bridge.tell({ kind: 'call-offered', call: aCall('offered', 'c-78') });
    desk.drafts.change(front()?.draft.draftId ?? '', { title: '已写' });
    bridge.tell({ kind: 'call-gone', callId: 'c-78', why: 'abandoned' });
    expect(front()?.draft.title).toBe('已写');
  });
  it('is ended on the bridge’s word when the BYE never comes', async () => {
    const { desk, bridge, invite, phone } = await signedIn();
    bridge.tell({ kind: 'call-offered', call: aCall('offered') });
    invite();
    desk.answer();
    await settle();
    bridge.tell({ kind: 'call-changed', call: aCall('wrapping') });
    expect(phone.asked).toContain('hangUp');
  });
});

describe('the wrap-up', () => {
  it('ends by its key when nothing was written, and the bridge is told of nothing', async () => {
    const { desk, bridge, told } = await wrappingWith(null);
    desk.finishWrap();
    expect(bridge.commands('wrap.finish')).toHaveLength(1);
    expect(told()).toEqual([]);
  });

  it('does not end with an open draft: it comes to the front, and the person is told', async () => {
    const { desk, bridge, front, told } = await wrappingWith('路灯不亮');
    expect(told()).toEqual([{ callId: 'c-77', draft: { kind: 'open' } }]);
    desk.drafts.show(null);
    desk.finishWrap();
    expect(bridge.commands('wrap.finish')).toEqual([]);
    expect(front()?.draft.title).toBe('路灯不亮');
    expect(desk.state.getState().remark).toMatchObject({ code: 'draft-open' });
  });

  it('ends once the draft is put aside with a reason; the draft stays among the unfinished ones', async () => {
    const { desk, bridge, front, told, drafts } = await wrappingWith('路灯不亮');
    const id = front()?.draft.draftId ?? '';
    desk.askWhyParked();
    expect(desk.state.getState().parking).toBe(id);
    await desk.parkDraft(id, 'more-facts');
    expect(told().at(-1)).toEqual({
      callId: 'c-77',
      draft: { kind: 'parked', reason: 'more-facts' },
    });
    expect(drafts.entries.get(id)?.status).toMatchObject({ kind: 'parked' });
    expect(front()).toBeNull();
    desk.finishWrap();
    expect(bridge.commands('wrap.finish')).toHaveLength(1);
  });

  it('tells of a draft that was thrown away, and of one that was had back', async () => {
    const { desk, front, told } = await wrappingWith('路灯不亮');
    await desk.drafts.discard(front()?.draft.draftId ?? '');
    await desk.drafts.undoDiscard();
    expect(told().map((args) => (args as { draft: { kind: string } }).draft.kind)).toEqual([
      'open',
      'discarded',
      'open',
    ]);
  });

  it('says it again to a bridge that was started anew', async () => {
    const { bridge, told } = await wrappingWith('路灯不亮');
    bridge.drop();
    await vi.advanceTimersByTimeAsync(10_000);
    bridge.accept({ ...aSnapshot(), call: aCall('wrapping') }, 'e2');
    await settle();
    expect(told()).toHaveLength(2);
  });
});

describe('hanging up', () => {
  it('goes through the bridge', async () => {
    const { desk, bridge, phone } = await talking();
    void desk.hangUp();
    await settle();
    const [command] = bridge.commands('call.hang-up');
    bridge.answer(command?.['id']);
    await settle();
    expect(phone.asked).not.toContain('hangUp');
  });
  it('goes through the phone while the bridge is away', async () => {
    const { desk, bridge, phone } = await talking();
    bridge.drop();
    await desk.hangUp();
    expect(phone.asked).toContain('hangUp');
    expect(bridge.commands('call.hang-up')).toEqual([]);
  });
  it('goes through the phone when the bridge refuses', async () => {
    const { desk, bridge, phone } = await talking();
    void desk.hangUp();
    await settle();
    bridge.refuse(bridge.commands('call.hang-up')[0]?.['id'], 'call-not-in-state');
    await settle();
    expect(phone.asked.filter((word) => word === 'hangUp')).toHaveLength(1);
  });
  it('does nothing while it only rings: a reject is asked for by its own key', async () => {
    const { desk, bridge, invite, phone } = await signedIn();
    bridge.tell({ kind: 'call-offered', call: aCall('offered') });
    invite();
    await desk.hangUp();
    expect(phone.asked).not.toContain('hangUp');
    expect(bridge.commands('call.hang-up')).toEqual([]);
  });
});

describe('commands', () => {
  it('are never sent again after the connection broke', async () => {
    const { desk, bridge } = await signedIn();
    desk.wish({ kind: 'busy' });
    expect(bridge.commands('seat.set')).toHaveLength(1);
    bridge.drop();
    await settle();
    expect(desk.state.getState().remark).toEqual({ kind: 'refusal', code: 'disconnected' });
    await vi.advanceTimersByTimeAsync(2_000);
    bridge.accept();
    await settle();
    expect(bridge.commands('seat.set')).toHaveLength(1);
  });
  it('without an answer for 5 s make the seat take a new socket', async () => {
    const { desk, bridge } = await signedIn();
    desk.wish({ kind: 'busy' });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(bridge.sockets).toHaveLength(2);
    expect(bridge.sockets[0]?.open).toBe(false);
  });
  it('a socket that was given up is not listened to any more', async () => {
    const { desk, bridge } = await signedIn();
    desk.wish({ kind: 'busy' });
    await vi.advanceTimersByTimeAsync(5_000);
    bridge.accept();
    bridge.sockets[0]?.ends.closed();
    bridge.sockets[0]?.ends.received('{"type":"refused","code":"superseded"}');
    expect(desk.state.getState().link.phase.kind).toBe('live');
  });
});

describe('a ticket', () => {
  it('is filed under the draft’s own key, and shows its number', async () => {
    const { desk, bridge, drafts, id } = await written();
    await desk.submit(id);
    const [command] = bridge.commands('ticket.file');
    expect(command?.['args']).toMatchObject({ idempotencyKey: id });
    bridge.answer(command?.['id'], { ticketNo: '20261122-000001' });
    await settle();
    expect(drafts.entries.get(id)?.status).toMatchObject({
      kind: 'filed',
      ticketNo: '20261122-000001',
    });
  });
  it('waits while the bridge is away, and goes once when it is back and was read', async () => {
    const { desk, bridge, drafts, id } = await written();
    bridge.drop();
    await desk.submit(id);
    expect(drafts.entries.get(id)?.status.kind).toBe('to-file');
    expect(bridge.commands('ticket.file')).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    bridge.accept();
    await settle();
    expect(bridge.commands('ticket.file')).toHaveLength(1);
  });
  it('whose answer was lost goes again under the same key', async () => {
    const { desk, bridge, id } = await written();
    await desk.submit(id);
    bridge.drop();
    await vi.advanceTimersByTimeAsync(2_000);
    bridge.accept();
    await settle();
    const keys = bridge
      .commands('ticket.file')
      .map((sent) => sent['args'] as { idempotencyKey: string });
    expect(keys.map((args) => args.idempotencyKey)).toEqual([id, id]);
  });
  it('that was filed during the call leaves no empty draft when the state is read again', async () => {
    const { desk, bridge, front } = await signedIn();
    bridge.tell({ kind: 'call-offered', call: aCall('offered') });
    const id = front()?.draft.draftId ?? '';
    desk.drafts.change(id, { title: '路灯不亮' });
    await desk.submit(id);
    bridge.answer(bridge.commands('ticket.file')[0]?.['id'], { ticketNo: '20261122-000001' });
    await settle();
    bridge.drop();
    await vi.advanceTimersByTimeAsync(2_000);
    bridge.accept(aSnapshot({ call: aCall('talking') }));
    expect(Object.keys(desk.drafts.state.getState().items)).toEqual([id]);
  });
  it('refused comes back to the person, with the reason', async () => {
    const { desk, bridge, drafts, id } = await written();
    await desk.submit(id);
    bridge.refuse(bridge.commands('ticket.file')[0]?.['id'], 'not-allowed-now');
    await settle();
    expect(drafts.entries.get(id)?.status.kind).toBe('open');
    expect(desk.drafts.state.getState().items[id]?.refusal).toBe('not-allowed-now');
  });
  it('cannot be changed once it is on its way', async () => {
    const { desk, bridge, id } = await written();
    bridge.drop();
    await desk.submit(id);
    desk.drafts.change(id, { title: '改了' });
    expect(desk.drafts.state.getState().items[id]?.draft.title).toBe('路灯不亮');
  });
});

describe('what is typed', () => {
  it('is on the disk at the last keystroke, with no more saves than the disk can do', async () => {
    const { desk, drafts, front } = await signedIn();
    desk.drafts.begin();
    const id = front()?.draft.draftId ?? '';
    for (const title of ['路', '路灯', '路灯不亮']) desk.drafts.change(id, { title });
    await settle();
    expect(drafts.entries.get(id)?.draft.title).toBe('路灯不亮');
    expect(drafts.disk.saves).toBeLessThanOrEqual(2);
    expect(front()?.save).toBe('clean');
  });
  it('is saved when the disk works again, and until then the desk says so', async () => {
    const { desk, drafts, front } = await signedIn();
    drafts.disk.broken = true;
    desk.drafts.begin();
    const id = front()?.draft.draftId ?? '';
    desk.drafts.change(id, { title: '别丢' });
    await settle();
    expect(front()?.save).toBe('failed');
    drafts.disk.broken = false;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(front()?.save).toBe('clean');
    expect(drafts.entries.get(id)?.draft.title).toBe('别丢');
  });
  it('and discarded is there again after an undo', async () => {
    const { desk, drafts, front } = await signedIn();
    desk.drafts.begin();
    const id = front()?.draft.draftId ?? '';
    desk.drafts.change(id, { title: '误删' });
    await settle();
    await desk.drafts.discard(id);
    expect(drafts.entries.has(id)).toBe(false);
    await desk.drafts.undoDiscard();
    expect(drafts.entries.get(id)?.draft.title).toBe('误删');
    expect(front()?.draft.draftId).toBe(id);
  });
});

describe('a discarded draft', () => {
  it('is gone for good when nobody asks for it in time', async () => {
    const { desk, front } = await signedIn();
    desk.drafts.begin();
    const id = front()?.draft.draftId ?? '';
    desk.drafts.change(id, { title: '不要了' });
    await desk.drafts.discard(id);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(desk.drafts.state.getState().discarded).toBeNull();
  });
});

describe('signed in elsewhere', () => {
  it('ends here, says so, and comes back neither by itself nor with old state', async () => {
    const { desk, bridge, phone } = await signedIn();
    bridge.say({ type: 'refused', code: 'superseded' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(desk.state.getState().stage).toEqual({
      kind: 'signed-out',
      trouble: { code: 'superseded' },
    });
    expect(phone.asked).toContain('stop');
    expect(bridge.sockets).toHaveLength(1);
  });
});

describe('a reload of the window', () => {
  it('in the middle of a call needs no password, and has the call and its draft in front', async () => {
    const storage = memoryStorage();
    const first = await signedIn(aSnapshot(), storage);
    first.bridge.tell({ kind: 'call-offered', call: aCall('offered') });
    first.desk.drafts.change(first.front()?.draft.draftId ?? '', { title: '写到一半' });
    await settle();
    const again = await signedIn(aSnapshot({ call: aCall('talking') }), storage);
    expect(again.desk.state.getState().stage.kind).toBe('signed-in');
    expect(again.fetched).not.toContain('/api/v1/log-in');
    expect(again.front()?.draft.callId).toBe('c-77');
  });
  it('after signing out asks for it again', async () => {
    const storage = memoryStorage();
    const first = await signedIn(aSnapshot(), storage);
    first.bridge.say({ type: 'refused', code: 'superseded' });
    await settle();
    expect((await signedIn(aSnapshot(), storage)).fetched).toContain('/api/v1/log-in');
  });
});

describe('no bridge answers', () => {
  const away = {
    kind: 'signed-out',
    trouble: { code: 'unreachable', url: 'http://127.0.0.1:1' },
  } as const;
  const free = { kind: 'signed-out', trouble: null } as const;

  it('at the start: said so, asked again, and what was said goes when it is there', async () => {
    const { desk, net } = newDesk(aSnapshot());
    net.away = true;
    await desk.start();
    await settle();
    expect(desk.state.getState().stage).toEqual(away);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(desk.state.getState().stage).toEqual(away);
    net.away = false;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(desk.state.getState()).toMatchObject({ stage: free, hotline: { name: '热线' } });
  });

  it('to a person who signs in: not sent again by itself, and asked when it is back', async () => {
    const { desk, net, fetched } = newDesk(aSnapshot());
    await desk.start();
    await settle();
    net.away = true;
    await desk.signIn('lin.xiaoyu', 'secret');
    expect(desk.state.getState().stage).toEqual(away);
    net.away = false;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(desk.state.getState().stage).toEqual(free);
    expect(fetched).toEqual([]);
  });

  it('to a practice sign-in: it goes in when the bridge is there, once, and is ready then', async () => {
    const practice = { person: 'lin.xiaoyu', password: 'secret', ready: true };
    const { desk, net, fetched, bridge } = newDesk(aSnapshot(), memoryStorage(), practice);
    net.away = true;
    await desk.start();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(desk.state.getState().stage).toEqual(away);
    net.away = false;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(fetched.filter((path) => path.endsWith('/log-in'))).toHaveLength(1);
    bridge.accept();
    await settle();
    expect(bridge.commands('seat.set')).toHaveLength(1);
  });

  it('what else was said stays: it is not the reason why nobody is signed in', async () => {
    const storage = memoryStorage();
    await signedIn(aSnapshot(), storage);
    const { desk, bridge, net } = newDesk(aSnapshot(), storage);
    net.away = true;
    await desk.start();
    bridge.accept();
    bridge.say({ type: 'refused', code: 'superseded' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(desk.state.getState().stage).toMatchObject({ trouble: { code: 'superseded' } });
  });
});

describe('the microphone', () => {
  it('is reported after every reading of the state, and when it changes', async () => {
    const { bridge, phone } = await signedIn();
    const media = () =>
      bridge.commands('device.report').map((sent) => (sent['args'] as { media: string }).media);
    expect(media()).toEqual(['ok']);
    phone.set({ microphone: 'refused' });
    expect(media()).toEqual(['ok', 'microphone-refused']);
    bridge.drop();
    await vi.advanceTimersByTimeAsync(2_000);
    bridge.accept();
    expect(media()).toEqual(['ok', 'microphone-refused', 'microphone-refused']);
  });
});

describe('a call past the bridge', () => {
  it('rings, is answered and has its draft', async () => {
    const { desk, bridge, phone, front, ring } = await signedIn();
    bridge.drop();
    phone.set({ call: { kind: 'ringing', callId: 'direct-1', legId: null, from: '13800138000' } });
    expect(ring.start).toHaveBeenCalled();
    expect(front()?.draft.callId).toBe('direct-1');
    desk.answer();
    expect(phone.asked).toContain('answer');
  });
  it('without an id leaves no empty draft behind', async () => {
    const { desk, bridge, phone } = await signedIn();
    bridge.drop();
    phone.set({ call: { kind: 'ringing', callId: null, legId: null, from: '13800138000' } });
    expect(desk.drafts.state.getState().tabs).toHaveLength(1);
    phone.set({ call: { kind: 'none' } });
    expect(desk.drafts.state.getState().tabs).toHaveLength(0);
  });
  it('rings and has its draft also while the bridge’s last word was of a call in wrap-up', async () => {
    const { desk, bridge, phone, front } = await talking();
    bridge.tell({ kind: 'call-changed', call: aCall('wrapping') });
    bridge.drop();
    phone.set({ call: { kind: 'ringing', callId: null, legId: null, from: '13900139000' } });
    expect(front()?.draft.callId).toMatch(/^sip-/);
    desk.answer();
    expect(phone.softphone.state().call.kind).toBe('in-call');
  });
});

describe('a call that ended while nobody told', () => {
  it('lets go of the leg once nothing is heard on it and the bridge, read again, knows no such call', async () => {
    const { bridge, phone } = await talking();
    bridge.drop();
    await vi.advanceTimersByTimeAsync(2_000);
    bridge.accept(aSnapshot(), 'e2');
    const { call } = phone.softphone.state();
    if (call.kind !== 'in-call') throw new Error('not in a call');
    phone.asked.length = 0;
    phone.set({ call: { ...call, media: 'nothing-received' } });
    expect(phone.asked).toEqual(['hangUp']);
  });
  it('keeps the leg as long as the bridge is away, however silent it is', async () => {
    const { bridge, phone } = await talking();
    bridge.tell({ kind: 'call-changed', call: aCall('talking') });
    bridge.drop();
    const { call } = phone.softphone.state();
    if (call.kind !== 'in-call') throw new Error('not in a call');
    phone.asked.length = 0;
    phone.set({ call: { ...call, callId: 'direct-2', media: 'nothing-received' } });
    expect(phone.asked).toEqual([]);
  });
  it('takes its untouched draft along, and leaves a written one', async () => {
    const { desk, bridge } = await signedIn();
    bridge.tell({ kind: 'call-offered', call: aCall('offered') });
    bridge.drop();
    await vi.advanceTimersByTimeAsync(2_000);
    bridge.accept(aSnapshot(), 'e2');
    expect(desk.drafts.state.getState().tabs).toHaveLength(0);
    bridge.tell({ kind: 'call-offered', call: aCall('offered', 'c-78') });
    const [kept = ''] = desk.drafts.state.getState().tabs;
    desk.drafts.change(kept, { title: '路灯不亮' });
    bridge.drop();
    await vi.advanceTimersByTimeAsync(2_000);
    bridge.accept(aSnapshot(), 'e3');
    expect(desk.drafts.state.getState().tabs).toEqual([kept]);
  });
});

describe('whoever is being talked to', () => {
  it.each(['bad-token', 'superseded'] as const)('is not cut off by %s', async (code) => {
    const { desk, bridge, phone } = await talking();
    bridge.say({ type: 'refused', code });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(phone.softphone.state().call.kind).toBe('in-call');
    expect(desk.state.getState().stage.kind).toBe('signed-in');
    await desk.hangUp();
    await settle();
    expect(desk.state.getState().stage.kind).toBe('signed-out');
    expect(phone.asked).toContain('stop');
  });
  it('is not cut off by a sign-out that the bridge cannot be told of', async () => {
    const { desk, bridge, phone } = await talking();
    bridge.drop();
    await desk.signOut();
    expect(phone.softphone.state().call.kind).toBe('in-call');
    expect(desk.state.getState().remark).toEqual({ kind: 'refusal', code: 'disconnected' });
  });
});

/** An unanswered command would make the seat take a new connection. */
const answerAll = (bridge: ReturnType<typeof bridgeEnd>) => {
  for (const sent of bridge.commands()) bridge.answer(sent['id']);
};

describe('what the desk does about the phone by itself', () => {
  it('a call that answers itself: a beep and no ring, whichever comes first', async () => {
    for (const first of ['ring', 'word'] as const) {
      const { bridge, phone, ring, invite } = await signedIn();
      if (first === 'ring') invite();
      ring.start.mockClear();
      bridge.tell({ kind: 'call-offered', call: { ...aCall('ringing'), autoAnswer: true } });
      if (first === 'word') invite();
      await settle();
      expect(phone.asked.filter((each) => each === 'answer')).toHaveLength(1);
      expect(ring.beep).toHaveBeenCalledOnce();
      expect(ring.start).not.toHaveBeenCalled();
    }
  });

  it('audio one way only: the bridge is asked for the leg at once, then after a pause, not more than three times', async () => {
    const { bridge, phone } = await talking();
    const { call } = phone.softphone.state();
    if (call.kind !== 'in-call') throw new Error('not in a call');
    phone.set({ call: { ...call, media: 'nothing-received' } });
    expect(bridge.commands('call.rebuild')).toMatchObject([{ args: { callId: 'c-77' } }]);
    expect(phone.secondLegAllowed('c-77')).toBe(true);
    expect(phone.secondLegAllowed('c-78')).toBe(false);
    answerAll(bridge);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(bridge.commands('call.rebuild')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(bridge.commands('call.rebuild')).toHaveLength(2);
    answerAll(bridge);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(bridge.commands('call.rebuild')).toHaveLength(3);
  });

  it('audio both ways again before the pause is over: nothing more is asked', async () => {
    const { bridge, phone } = await talking();
    const { call } = phone.softphone.state();
    if (call.kind !== 'in-call') throw new Error('not in a call');
    phone.set({ call: { ...call, media: 'nothing-sent' } });
    bridge.answer(bridge.commands('call.rebuild')[0]?.['id']);
    phone.set({ call: { ...call, media: 'flowing' } });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(bridge.commands('call.rebuild')).toHaveLength(1);
  });

  it('the bridge falls silent: the line to the PBX is looked at too', async () => {
    const { bridge, phone } = await signedIn();
    expect(phone.asked).not.toContain('checkLine');
    bridge.say({ type: 'beat' });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(bridge.sockets).toHaveLength(2);
    expect(phone.asked).toContain('checkLine');
  });

  it('the headset is pulled out: told, with two beeps; back again: told', async () => {
    const { desk, phone, ring } = await signedIn();
    phone.set({ missing: ['microphone', 'speaker'] });
    expect(desk.state.getState()).toMatchObject({
      remark: { kind: 'device-gone' },
      deviceFailed: 'microphone',
    });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(ring.beep).toHaveBeenCalledTimes(2);
    phone.set({ missing: [] });
    expect(desk.state.getState()).toMatchObject({
      remark: { kind: 'device-back' },
      deviceFailed: null,
    });
    expect(ring.beep).toHaveBeenCalledTimes(2);
  });
});

/** Talking, with what the bridge lets the seat do besides. */
async function mayDo(over: Partial<CallView>) {
  const all = await talking();
  all.bridge.tell({ kind: 'call-changed', call: { ...aCall('talking'), ...over } });
  return all;
}
const party = (state: LegView['state']): LegView => ({
  legId: 'l-3',
  role: 'outside',
  label: '供电服务',
  state,
  hears: true,
  speaks: true,
  held: false,
  muted: false,
  purpose: 'consult',
  mode: null,
  ringUntil: null,
  since: NOW,
});

describe('the keys of a call', () => {
  it('hold and retrieve are one key', async () => {
    const { desk, bridge } = await mayDo({ may: ['hold'] });
    desk.toggleHold();
    bridge.tell({
      kind: 'call-changed',
      call: { ...aCall('talking'), held: true, may: ['retrieve'] },
    });
    desk.toggleHold();
    expect(bridge.commands('call.hold')).toHaveLength(1);
    expect(bridge.commands('call.retrieve')).toHaveLength(1);
    expect(desk.state.getState().heldSince).not.toBeNull();
  });
  it('do nothing that the bridge does not allow', async () => {
    const { desk, bridge } = await mayDo({ may: [] });
    const before = bridge.commands().length;
    desk.toggleHold();
    desk.park();
    desk.merge();
    desk.takeBack();
    await desk.leave();
    expect(bridge.commands()).toHaveLength(before);
  });
  it('mute shuts the microphone here and tells the others', async () => {
    const { desk, bridge, phone } = await mayDo({ may: ['mute'] });
    desk.toggleMute();
    expect(phone.asked).toContain('mute');
    expect(bridge.commands('call.mute')).toMatchObject([{ args: { muted: true } }]);
  });
  it('take back cancels what rings and lets go who is in the room', async () => {
    const { desk, bridge } = await mayDo({ may: ['cancel', 'drop'], legs: [party('ringing')] });
    desk.takeBack();
    bridge.tell({
      kind: 'call-changed',
      call: { ...aCall('talking'), may: ['cancel', 'drop'], legs: [party('in-room')] },
    });
    desk.takeBack();
    expect(bridge.commands('call.cancel')).toMatchObject([{ args: { legId: 'l-3' } }]);
    expect(bridge.commands('call.drop')).toMatchObject([{ args: { legId: 'l-3' } }]);
  });
  it('an invitation takes the draft’s title and text along', async () => {
    const { desk, bridge, front } = await mayDo({ may: ['invite'] });
    desk.drafts.change(front()?.draft.draftId ?? '', { title: '路灯不亮', text: '四晚' });
    void desk.invite({
      way: 'consult',
      target: { kind: 'entry', id: 'power' },
      skill: null,
      language: null,
      reason: '请问抢修时间',
    });
    expect(bridge.commands('call.invite')).toMatchObject([
      {
        args: {
          purpose: 'consult',
          target: { kind: 'entry', id: 'power' },
          brief: { reason: '请问抢修时间', title: '路灯不亮', text: '四晚' },
        },
      },
    ]);
  });
  it('a guest has no draft until the call is theirs; then it begins with what was written', async () => {
    const { bridge, front } = await signedIn();
    const brief = { reason: '', language: null, title: '路灯不亮', text: '四晚' };
    bridge.tell({ kind: 'call-offered', call: { ...aCall('talking'), part: 'guest', brief } });
    expect(front()).toBeNull();
    bridge.tell({ kind: 'call-changed', call: { ...aCall('talking'), brief } });
    expect(front()?.draft).toMatchObject({ title: '路灯不亮', text: '四晚', callId: 'c-77' });
  });
});

describe('an emergency', () => {
  const answered = {
    caseId: 'e-1',
    targetId: '110',
    state: 'answered',
    bySeat: '1001',
    startedAt: NOW,
    route: 0,
    routes: 2,
    acknowledgedBy: null,
    mayAcknowledge: true,
    steps: [],
  } as const satisfies CallView['emergencies'][number];

  it('is held back for a moment, then sent once with what the draft says', async () => {
    const { desk, bridge, front } = await mayDo({ may: ['emergency'] });
    desk.drafts.change(front()?.draft.draftId ?? '', { title: '有人落水' });
    desk.emergencyKey();
    desk.emergencyChoose('120');
    await vi.advanceTimersByTimeAsync(1_400);
    expect(bridge.commands('emergency.start')).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(200);
    const [sent] = bridge.commands('emergency.start');
    expect(sent).toMatchObject({ args: { targetId: '120', summary: { title: '有人落水' } } });
    bridge.answer(sent?.['id'], { caseId: 'e-1' });
    await settle();
    expect(desk.state.getState().emergency).toMatchObject({ kind: 'line', caseId: 'e-1' });
  });
  it('undone in time leaves no trace', async () => {
    const { desk, bridge } = await mayDo({ may: ['emergency'] });
    desk.emergencyKey();
    desk.emergencyChoose('110');
    desk.emergencyEscape();
    await vi.advanceTimersByTimeAsync(4_000);
    expect(bridge.commands('emergency.start')).toHaveLength(0);
  });
  it('unacknowledged: leaving is asked once, and the second press overrides', async () => {
    const { desk, bridge } = await mayDo({ may: ['leave'], emergencies: [answered] });
    await desk.leave();
    expect(bridge.commands('call.leave')).toHaveLength(0);
    expect(desk.state.getState().leaveAsked).toBe('c-77');
    void desk.leave();
    expect(bridge.commands('call.leave')).toMatchObject([{ args: { override: true } }]);
  });
  it('the question goes by itself', async () => {
    const { desk, bridge } = await mayDo({ may: ['leave'], emergencies: [answered] });
    await desk.leave();
    answerAll(bridge);
    await vi.advanceTimersByTimeAsync(8_000);
    expect(desk.state.getState().leaveAsked).toBeNull();
  });
  it('without the bridge goes by the phone', async () => {
    const { desk, bridge, phone } = await talking();
    bridge.drop();
    desk.emergencyKey();
    desk.emergencyChoose('119');
    await vi.advanceTimersByTimeAsync(1_600);
    expect(phone.asked.join(' ')).toMatch(/emergency/i);
    expect(desk.state.getState().emergency.kind).toBe('by-phone');
  });
});

const leads = () => {
  const { seat } = aSnapshot();
  return signedIn(
    aSnapshot({
      seat: { ...seat, seatId: '1901', role: 'leader' },
      seats: [
        {
          seatId: '1001',
          personName: '林晓雨',
          role: 'agent',
          activity: { kind: 'talking', since: NOW, callId: 'c-9' },
          skills: [],
          team: null,
          device: { registered: true, media: 'ok' },
          after: null,
          hand: null,
          unreadNotes: 0,
          today: null,
          reachable: true,
          call: { callId: 'c-9', numberMasked: '138****8000', part: 'owner' },
        },
      ],
    }),
  );
};

describe('a leader', () => {
  it('listens to the chosen seat’s call', async () => {
    const { desk, bridge } = await leads();
    desk.monitor('listen');
    expect(bridge.commands('monitor.start')).toHaveLength(0);
    desk.chooseSeat('1001');
    desk.monitor('listen');
    expect(bridge.commands('monitor.start')).toMatchObject([
      { args: { callId: 'c-9', mode: 'listen' } },
    ]);
  });
  it('ends a call by force when three seconds have passed', async () => {
    const { desk, bridge } = await leads();
    desk.chooseSeat('1001');
    desk.forceEnd();
    await vi.advanceTimersByTimeAsync(2_900);
    expect(bridge.commands('monitor.force-end')).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(100);
    expect(bridge.commands('monitor.force-end')).toMatchObject([{ args: { callId: 'c-9' } }]);
  });
  it('undone in time ends nothing', async () => {
    const { desk, bridge } = await leads();
    desk.chooseSeat('1001');
    desk.forceEnd();
    await vi.advanceTimersByTimeAsync(2_900);
    desk.stopForcing();
    await vi.advanceTimersByTimeAsync(1_900);
    expect(bridge.commands('monitor.force-end')).toHaveLength(0);
  });
});
