/**
 * The PBX's side of the event socket, played from bytes that a real FreeSWITCH sent (tests/fixtures/esl/call.txt) with
 * other names in them, so that the bridge parses what it would parse: ~50 KB of JSON for each call. It has no audio;
 * every seat counts as registered and answers by itself.
 */
import { Framer } from '@hotline/cti-bridge/esl';
import { readFileSync } from 'node:fs';
import net from 'node:net';

const fixture = new URL('../../tests/fixtures/esl/call.txt', import.meta.url);
const CALLER = 'a736c6d2-b31f-4a33-991a-2d253064814f';
const SEAT = '8cdc32f3-f07f-40be-944a-5d09f168cd7d';

type Step =
  | 'caller-create'
  | 'caller-answer'
  | 'room'
  | 'caller-joins'
  | 'seat-create'
  | 'seat-rings'
  | 'seat-answers'
  | 'job'
  | 'seat-joins'
  | 'caller-leaves'
  | 'caller-ends'
  | 'seat-leaves'
  | 'seat-ends'
  | 'room-ends';

/** Which frame of the recording is which step, by event, action and leg. */
function recordedSteps(): Map<Step, string> {
  const steps = new Map<Step, string>();
  const wanted: readonly (readonly [Step, string, string, string])[] = [
    ['caller-create', 'CHANNEL_CREATE', '', CALLER],
    ['caller-answer', 'CHANNEL_ANSWER', '', CALLER],
    ['room', 'CUSTOM', 'conference-create', ''],
    ['caller-joins', 'CUSTOM', 'add-member', CALLER],
    ['seat-create', 'CHANNEL_CREATE', '', SEAT],
    ['seat-rings', 'CHANNEL_PROGRESS', '', SEAT],
    ['seat-answers', 'CHANNEL_ANSWER', '', SEAT],
    ['job', 'BACKGROUND_JOB', '', ''],
    ['seat-joins', 'CUSTOM', 'add-member', SEAT],
    ['caller-leaves', 'CUSTOM', 'del-member', CALLER],
    ['caller-ends', 'CHANNEL_HANGUP_COMPLETE', '', CALLER],
    ['seat-leaves', 'CUSTOM', 'del-member', SEAT],
    ['seat-ends', 'CHANNEL_HANGUP_COMPLETE', '', SEAT],
    ['room-ends', 'CUSTOM', 'conference-destroy', ''],
  ];
  for (const output of new Framer().push(readFileSync(fixture))) {
    if (output.kind !== 'frame' || output.contentType !== 'text/event-json') continue;
    const event = JSON.parse(output.body) as Record<string, string>;
    const step = wanted.find(
      ([, name, action, leg]) =>
        event['Event-Name'] === name &&
        (event['Action'] ?? '') === action &&
        (event['Unique-ID'] ?? '') === leg,
    );
    if (step !== undefined && !steps.has(step[0])) steps.set(step[0], output.body);
  }
  const missing = wanted.filter(([step]) => !steps.has(step)).map(([step]) => step);
  if (missing.length > 0) throw new Error(`the recording lacks ${missing.join(', ')}`);
  return steps;
}

type Live = {
  readonly caller: string;
  readonly number: string;
  readonly skill: string;
  seatLeg?: string;
  seat?: string;
};

export type StagePbx = {
  readonly port: number;
  /** Resolves when the bridge has subscribed. */
  readonly subscribed: Promise<void>;
  /** A citizen calls; gives the time (ms, wall clock by the monotonic one) at which the deciding bytes were written. */
  arrive(call: { uuid: string; number: string; skill: string }): number;
  /** Calls that seats answered so far. */
  answered(): number;
  close(): Promise<void>;
};

export const wallMs = (): number => performance.timeOrigin + performance.now();

export async function startStagePbx(options: {
  password: string;
  domain: string;
  seats: readonly string[];
  answerAfterMs: number;
  talkMs: number;
}): Promise<StagePbx> {
  const steps = recordedSteps();
  const calls = new Map<string, Live>();
  const byLeg = new Map<string, Live>();
  let socket: net.Socket | undefined;
  let sequence = 1000;
  let answeredCalls = 0;
  const { promise: subscribed, resolve: subscribe } = Promise.withResolvers<void>();

  const send = (
    step: Step,
    call: Live,
    extra: readonly (readonly [string, string])[] = [],
  ): void => {
    let body = steps.get(step) ?? '';
    sequence += 1;
    for (const [from, to] of [
      [CALLER, call.caller],
      [SEAT, call.seatLeg ?? SEAT],
      ['13800000001', call.number],
      ['"variable_hotline_skill":"sign-language"', `"variable_hotline_skill":"${call.skill}"`],
      ['"variable_hotline_seat":"1001"', `"variable_hotline_seat":"${call.seat ?? ''}"`],
      ...extra,
    ] as const) {
      body = body.replaceAll(from, to);
    }
    body = body
      .replace(/"Event-Sequence":"\d+"/, `"Event-Sequence":"${sequence}"`)
      .replace(/"Event-Date-Timestamp":"\d+"/, `"Event-Date-Timestamp":"${Date.now() * 1000}"`)
      .replace(/"variable_hotline_entered(_us)?":"\d+"/g, (_, us: string | undefined) =>
        us === undefined
          ? `"variable_hotline_entered":"${Math.floor(Date.now() / 1000)}"`
          : `"variable_hotline_entered_us":"${Date.now() * 1000}"`,
      );
    socket?.write(
      `Content-Length: ${Buffer.byteLength(body)}\nContent-Type: text/event-json\n\n${body}`,
    );
  };

  const endCaller = (call: Live): void => {
    send('caller-leaves', call);
    send('caller-ends', call);
    calls.delete(call.caller);
    if (call.seatLeg === undefined) send('room-ends', call);
  };

  const ring = (call: Live, job: string): void => {
    send('seat-create', call);
    send('seat-rings', call);
    setTimeout(() => {
      if (call.seatLeg === undefined || !calls.has(call.caller)) return;
      send('seat-answers', call);
      send('job', call, [['7f4f5a10-0000-4000-8000-000000000001', job]]);
      send('seat-joins', call);
      answeredCalls += 1;
      setTimeout(() => endCaller(call), options.talkMs);
    }, options.answerAfterMs);
  };

  const api = (text: string): string => {
    if (text.startsWith('global_getvar hotline_practice')) return 'true';
    if (text.startsWith('show registrations')) {
      return JSON.stringify({
        row_count: options.seats.length,
        rows: options.seats.map((seat) => ({
          reg_user: seat,
          realm: options.domain,
          token: seat,
          url: `sofia/internal/sip:${seat}@127.0.0.1`,
          expires: String(Math.floor(Date.now() / 1000) + 3600),
          network_ip: '127.0.0.1',
          network_port: '5066',
          network_proto: 'ws',
          hostname: 'hotline-pbx',
          metadata: '',
        })),
      });
    }
    if (text.startsWith('show channels')) return '{"row_count": 0}\n';
    if (text.startsWith('conference json_list')) return '[]';
    if (text.startsWith('uuid_kill')) {
      const leg = text.split(' ')[1] ?? '';
      const call = byLeg.get(leg) ?? calls.get(leg);
      if (call === undefined) return '-ERR No such channel!\n';
      if (leg === call.caller) endCaller(call);
      else {
        byLeg.delete(leg);
        send('seat-leaves', call);
        send('seat-ends', call);
        send('room-ends', call);
      }
      return '+OK\n';
    }
    if (text.startsWith('strepoch') || text.startsWith('expand strepoch'))
      return String(Math.floor(Date.now() / 1000));
    return '+OK\n';
  };

  const reply = (headers: string): void =>
    void socket?.write(`Content-Type: command/reply\nReply-Text: ${headers}\n\n`);

  const command = (block: string): void => {
    const [first = '', ...rest] = block.split('\n');
    if (first.startsWith('auth '))
      return reply(first.slice(5) === options.password ? '+OK accepted' : '-ERR invalid');
    if (first.startsWith('event json')) {
      subscribe();
      return reply('+OK event listener enabled json');
    }
    if (first.startsWith('api ')) {
      const body = api(first.slice(4));
      socket?.write(
        `Content-Type: api/response\nContent-Length: ${Buffer.byteLength(body)}\n\n${body}`,
      );
      return;
    }
    if (first.startsWith('bgapi ')) {
      const job = /^Job-UUID: (.+)$/m.exec(rest.join('\n'))?.[1] ?? crypto.randomUUID();
      reply(`+OK Job-UUID: ${job}\nJob-UUID: ${job}`);
      const dial = /origination_uuid='?([^,'}]+).*user\/([^@]+)@.*conference\(room-([^@]+)@/.exec(
        first,
      );
      if (dial === null) {
        const body = JSON.stringify({
          'Event-Name': 'BACKGROUND_JOB',
          'Job-UUID': job,
          'Event-Sequence': String(++sequence),
          'Content-Length': '4',
          _body: api(first.slice(6)),
        });
        socket?.write(
          `Content-Length: ${Buffer.byteLength(body)}\nContent-Type: text/event-json\n\n${body}`,
        );
        return;
      }
      const [, leg = '', seat = '', room = ''] = dial;
      const call = calls.get(room);
      if (call === undefined) return;
      call.seatLeg = leg;
      call.seat = seat;
      byLeg.set(leg, call);
      ring(call, job);
      return;
    }
    reply('+OK');
  };

  const server = net.createServer((near) => {
    socket = near;
    near.setNoDelay(true);
    near.on('error', () => near.destroy());
    near.write('Content-Type: auth/request\n\n');
    let pending = '';
    near.on('data', (chunk) => {
      pending += chunk.toString();
      for (let end = pending.indexOf('\n\n'); end >= 0; end = pending.indexOf('\n\n')) {
        const block = pending.slice(0, end);
        pending = pending.slice(end + 2);
        command(block);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    subscribed,
    answered: () => answeredCalls,
    arrive({ uuid, number, skill }) {
      const call: Live = { caller: uuid, number, skill };
      calls.set(uuid, call);
      send('caller-create', call);
      send('caller-answer', call);
      send('room', call);
      const at = wallMs();
      send('caller-joins', call);
      return at;
    },
    async close() {
      socket?.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
