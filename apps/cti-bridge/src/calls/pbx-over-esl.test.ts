/** The desk's PBX on a real socket, against a server that says what the test tells it, in FreeSWITCH's bytes. */
import { afterEach, describe, expect, test } from 'vitest';
import { capturedEvents } from '../esl/captured.ts';
import type { FakeLine } from '../esl/fake-pbx.ts';
import { FakePbx, jobIdOf } from '../esl/fake-pbx.ts';
import type { PbxOverEsl } from './pbx-over-esl.ts';
import { createPbxOverEsl } from './pbx-over-esl.ts';
import type { PbxEvent, PbxState, SeatDial } from './pbx-port.ts';

type Heard =
  | { readonly kind: 'resynced'; readonly state: PbxState }
  | { readonly kind: 'event'; readonly event: PbxEvent }
  | { readonly kind: 'away' };

const quiet = (): void => {};

class Line {
  readonly server: FakePbx;
  readonly pbx: PbxOverEsl;
  readonly #heard: Heard[] = [];
  #wake: () => void = () => {};

  private constructor(server: FakePbx, pbx: PbxOverEsl) {
    this.server = server;
    this.pbx = pbx;
    pbx.start({
      resynced: (state) => this.#hear({ kind: 'resynced', state }),
      event: (event) => this.#hear({ kind: 'event', event }),
      away: () => this.#hear({ kind: 'away' }),
    });
  }

  static async open(): Promise<Line> {
    const server = await FakePbx.listen();
    const pbx = createPbxOverEsl({
      host: '127.0.0.1',
      port: server.port,
      password: 'secret',
      domain: 'pbx.test',
      profile: 'internal',
      logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    });
    if (!pbx.ok) throw new Error(pbx.error.code);
    return new Line(server, pbx.value);
  }

  async close(): Promise<void> {
    this.pbx.stop();
    await this.server.close();
  }

  #hear(heard: Heard): void {
    this.#heard.push(heard);
    this.#wake();
  }

  async next(): Promise<Heard> {
    for (;;) {
      const heard = this.#heard.shift();
      if (heard !== undefined) return heard;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Logs in and answers the reading of an empty PBX. */
  async live(): Promise<FakeLine> {
    const line = await this.server.nextLine();
    await line.logIn();
    await emptyState(line);
    const { kind } = await this.next();
    if (kind !== 'resynced') throw new Error(`not resynced: ${kind}`);
    // Passwords that were taken back while nobody could say so.
    const command = await line.commands.next();
    if (command !== 'api xml_flush_cache') throw new Error(`not forgotten: ${command}`);
    line.apiResponse('+OK cleared 0 entries\n');
    return line;
  }
}

/** conference::maintenance of room-c1: somebody comes or goes. */
const member = (
  action: 'add-member' | 'del-member',
  leg: string,
  number: string,
  hears = true,
) => ({
  'Event-Name': 'CUSTOM',
  'Event-Subclass': 'conference::maintenance',
  'Event-Date-Timestamp': '1795326493064950',
  'Event-Sequence': '1',
  Action: action,
  'Conference-Name': 'room-c1',
  'Unique-ID': leg,
  'Member-ID': number,
  'Conference-Size': '3',
  Hear: String(hears),
  Speak: 'true',
  Hold: 'false',
  'Member-Ghost': 'false',
});

async function emptyState(line: FakeLine): Promise<void> {
  const bodies: Readonly<Record<string, string>> = {
    'api show channels as json': '{"row_count": 0}',
    'api conference json_list': '[]',
    'api show registrations as json': '{"row_count": 0}',
    'api hash_dump db hotline_away': '-ERR no reply\n',
    'api global_getvar hotline_practice': '-ERR no reply\n',
  };
  for (let n = 0; n < Object.keys(bodies).length; n += 1) {
    const command = await line.commands.next();
    line.apiResponse(bodies[command] ?? `-ERR unexpected ${command}\n`);
  }
}

let bench: Line | undefined;
afterEach(async () => {
  await bench?.close();
  bench = undefined;
});

const dial: SeatDial = {
  role: 'seat',
  isRebuild: false,
  party: null,
  callId: 'c1',
  leg: 'leg-1',
  seat: '1001',
  callerNumber: '13800138000',
  ringForMs: 20_000,
};

describe('over the event socket', () => {
  test('reads the state, then passes a real FreeSWITCH’s events on', async () => {
    bench = await Line.open();
    const line = await bench.live();
    for (const { headers } of capturedEvents('call.txt')) line.event(headers);
    const kinds: string[] = [];
    while (kinds.length < 15) {
      const heard = await bench.next();
      kinds.push(heard.kind === 'event' ? heard.event.kind : heard.kind);
    }
    expect(kinds[0]).toBe('registered');
    expect(kinds).toContain('caller-arrived');
    expect(kinds.at(-1)).toBe('unregistered');
    expect(bench.pbx.malformed).toBe(0);
  });

  test('dials into the room with everything a restarted bridge needs, and hears the answer', async () => {
    bench = await Line.open();
    const line = await bench.live();
    bench.pbx.dialSeat(dial);
    const command = await line.commands.next();
    for (const part of [
      'bgapi originate {',
      'origination_uuid=leg-1',
      'hotline_call_id=c1',
      'hotline_role=seat',
      'hotline_seat=1001',
      'sip_h_X-Hotline-Call=c1',
      'originate_timeout=21',
      '}user/1001@pbx.test &conference(room-c1@hotline)',
    ])
      expect(command).toContain(part);
    const jobId = jobIdOf(command);
    line.reply(`+OK Job-UUID: ${jobId}`);
    line.job(jobId, '+OK leg-1\n');
    expect(await bench.next()).toEqual({
      kind: 'event',
      event: { kind: 'leg-answered', leg: 'leg-1', callId: 'c1' },
    });
  });

  test('who comes while a leader is there joins deaf, and hears behind what follows from it; held, they are deaf again', async () => {
    bench = await Line.open();
    const line = await bench.live();
    bench.pbx.dialSeat({ ...dial, role: 'guest', joinsDeaf: true });
    const command = await line.commands.next();
    expect(command).toContain('&conference(room-c1@hotline+flags{deaf})');
    line.reply(`+OK Job-UUID: ${jobIdOf(command)}`);
    line.event(member('add-member', 'leg-1', '7', false));
    expect(await bench.next()).toMatchObject({ event: { kind: 'leg-joined', leg: 'leg-1' } });
    expect(await line.commands.next()).toBe('api conference room-c1 undeaf 7');
    line.apiResponse('+OK undeaf 7\n');
    bench.pbx.hold('leg-1', 'music');
    expect(await line.commands.next()).toBe('api conference room-c1 deaf 7');
    line.apiResponse('+OK deaf 7\n');
    expect(await line.commands.next()).toBe('api conference room-c1 hold 7 local_stream://moh');
    line.apiResponse('+OK hold 7\n');
    bench.pbx.retrieve('leg-1');
    expect(await line.commands.next()).toBe('api conference room-c1 unhold 7');
    line.apiResponse('+OK unhold 7\n');
    expect(await line.commands.next()).toBe('api conference room-c1 undeaf 7');
  });

  test('the citizen comes off hold when who was spoken to in confidence has left the room', async () => {
    bench = await Line.open();
    const line = await bench.live();
    line.event(member('add-member', 'c1', '1'));
    line.event(member('add-member', 'leg-p', '2'));
    for (const leg of ['c1', 'leg-p'])
      expect(await bench.next()).toMatchObject({ event: { kind: 'leg-joined', leg } });
    bench.pbx.silence('leg-p');
    bench.pbx.hangUp('leg-p', 'NORMAL_CLEARING');
    bench.pbx.retrieve('c1');
    for (const command of ['conference room-c1 mute 2 quiet', 'uuid_kill leg-p NORMAL_CLEARING']) {
      expect(await line.commands.next()).toBe(`api ${command}`);
      line.apiResponse('+OK\n');
    }
    line.event(member('del-member', 'leg-p', '2'));
    expect(await bench.next()).toMatchObject({ event: { kind: 'leg-left', leg: 'leg-p' } });
    for (const command of ['unhold 1', 'undeaf 1']) {
      expect(await line.commands.next()).toMatch(`api conference room-c1 ${command}`);
      line.apiResponse('+OK\n');
    }
  });

  test('a leader who whispers is muted first, and ends when the room has nothing of them any more', async () => {
    bench = await Line.open();
    const line = await bench.live();
    for (const [leg, number] of [
      ['c1', '1'],
      ['leg-l', '3'],
    ] as const) {
      line.event(member('add-member', leg, number));
      expect(await bench.next()).toMatchObject({ event: { kind: 'leg-joined', leg } });
    }
    bench.pbx.setLeaderMode({ leg: 'leg-l', hiddenFrom: ['c1'], mode: 'whisper', was: 'barge' });
    bench.pbx.hangUp('leg-l', 'NORMAL_CLEARING');
    for (const command of [
      'conference room-c1 mute 3 quiet',
      'conference room-c1 relate 3 1 nospeak',
      'conference room-c1 unmute 3 quiet',
      'uuid_setvar leg-l hotline_purpose whisper',
      'conference room-c1 mute 3 quiet',
      'uuid_kill leg-l NORMAL_CLEARING',
    ]) {
      expect(await line.commands.next()).toBe(`api ${command}`);
      line.apiResponse('+OK\n');
    }
  });

  test('who rings already when a leader comes is told to join deaf, and hears behind what follows from it', async () => {
    bench = await Line.open();
    const line = await bench.live();
    bench.pbx.joinDeaf('leg-1');
    expect(await line.commands.next()).toBe('api uuid_setvar leg-1 conference_member_flags deaf');
    line.apiResponse('+OK\n');
    line.event(member('add-member', 'leg-1', '7', false));
    expect(await bench.next()).toMatchObject({ event: { kind: 'leg-joined', leg: 'leg-1' } });
    expect(await line.commands.next()).toBe('api conference room-c1 undeaf 7');
  });

  test('-ERR is a failed dial with its cause', async () => {
    bench = await Line.open();
    const line = await bench.live();
    bench.pbx.dialSeat(dial);
    const jobId = jobIdOf(await line.commands.next());
    line.reply(`+OK Job-UUID: ${jobId}`);
    line.job(jobId, '-ERR USER_NOT_REGISTERED\n');
    expect(await bench.next()).toMatchObject({
      event: { kind: 'dial-failed', leg: 'leg-1', cause: 'USER_NOT_REGISTERED' },
    });
  });

  test('a number that would break the command is not dialled', async () => {
    bench = await Line.open();
    await bench.live();
    bench.pbx.dialSeat({ ...dial, seat: '1001 &park' });
    expect(await bench.next()).toMatchObject({ event: { kind: 'dial-failed' } });
    expect(bench.server.received.some((command) => command.includes('park'))).toBe(false);
  });

  test('the line breaks: away, no guess about the dial, and nothing is sent again', async () => {
    bench = await Line.open();
    const first = await bench.live();
    bench.pbx.dialSeat(dial);
    await first.commands.next();
    first.hangUp();
    expect(await bench.next()).toEqual({ kind: 'away' });
    await bench.live();
    const dials = bench.server.received.filter((command) => command.startsWith('bgapi originate'));
    expect(dials).toHaveLength(1);
  });

  test('beat by the PBX’s clock, ready seats as dial strings, none at all deleted', async () => {
    bench = await Line.open();
    const line = await bench.live();
    bench.pbx.beat();
    expect(await line.commands.next()).toBe('api expand hash insert/hotline/alive/${strepoch()}');
    line.apiResponse('+OK\n');
    bench.pbx.nameReadySeats(['1001', '1002']);
    expect(await line.commands.next()).toBe(
      'api hash insert/hotline/seats/[hotline_seat=1001]sofia/internal/1001%pbx.test,[hotline_seat=1002]sofia/internal/1002%pbx.test',
    );
    line.apiResponse('+OK\n');
    bench.pbx.nameReadySeats([]);
    expect(await line.commands.next()).toBe('api hash delete/hotline/seats');
  });

  test('an event without what its kind must carry is counted', async () => {
    bench = await Line.open();
    const line = await bench.live();
    line.event({
      'Event-Name': 'CHANNEL_ANSWER',
      'Event-Date-Timestamp': '1795326493064950',
      'Event-Sequence': '1',
      variable_hotline_role: 'caller',
    });
    line.event({
      'Event-Name': 'CUSTOM',
      'Event-Subclass': 'sofia::expire',
      'Event-Date-Timestamp': '1795326493064950',
      'Event-Sequence': '2',
      user: '1001',
      host: 'pbx.test',
    });
    expect(await bench.next()).toMatchObject({ event: { kind: 'unregistered', seat: '1001' } });
    expect(bench.pbx.malformed).toBe(1);
  });
});
