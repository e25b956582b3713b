import { describe, expect, it } from 'vitest';
import { capturedAnswers } from './captured.ts';
import { type Frame, Framer } from './framer.ts';
import {
  FIRST_STEP,
  type Handshake,
  type HandshakePlan,
  checkPlan,
  stepHandshake,
} from './handshake.ts';
import { lossNotice } from './loss.ts';

const plan: HandshakePlan = {
  password: 'secret',
  events: ['CHANNEL_ANSWER', 'HEARTBEAT'],
  customEvents: ['conference::maintenance'],
  lossNotices: true,
};

const frame = (text: string): Frame => {
  const [output] = new Framer().push(Buffer.from(text));
  if (output?.kind !== 'frame') throw new Error('not a frame');
  return output;
};
const answer = (name: string): Frame =>
  frame(capturedAnswers().find((one) => one.name === name)?.received ?? '');
const ok = frame('Content-Type: command/reply\nReply-Text: +OK\n\n');
const refused = frame('Content-Type: command/reply\nReply-Text: -ERR permission denied\n\n');

function run(frames: readonly Frame[], chosen = plan): { state: Handshake; sent: string[] } {
  let state = FIRST_STEP;
  const sent: string[] = [];
  for (const one of frames) {
    const step = stepHandshake(state, one, chosen);
    state = step.next;
    sent.push(...step.send);
  }
  return { state, sent };
}

describe('logging in, with the answers of a real FreeSWITCH', () => {
  const greeting = answer('greeting');
  const accepted = answer('auth ok');
  const subscribed = answer('event json');

  it('asks for the events and for the log that tells of losses', () => {
    expect(run([greeting, accepted, subscribed, answer('log')])).toEqual({
      state: { kind: 'ready', lossNotices: true },
      sent: [
        'auth secret\n\n',
        'event json CHANNEL_ANSWER HEARTBEAT CUSTOM conference::maintenance\n\n',
        'log crit\n\n',
      ],
    });
  });

  it('works without the log where it is not allowed', () => {
    expect(run([greeting, accepted, subscribed, refused]).state).toEqual({
      kind: 'ready',
      lossNotices: false,
    });
  });

  it('a wrong password', () => {
    expect(run([greeting, answer('auth denied')]).state).toEqual({
      kind: 'failed',
      reason: 'auth-refused',
      text: '-ERR invalid',
    });
  });

  it('an address that is not on the list', () => {
    const rude = frame(
      'Content-Type: text/rude-rejection\nContent-Length: 24\n\nAccess Denied, go away.\n',
    );
    expect(run([rude]).state).toMatchObject({ kind: 'failed', reason: 'address-refused' });
  });

  it('a subscription that is refused', () => {
    expect(run([greeting, accepted, answer('event without names')]).state).toMatchObject({
      kind: 'failed',
      reason: 'subscribe-refused',
    });
  });

  it('events that come early change nothing', () => {
    const event = frame('Content-Type: text/event-json\nContent-Length: 2\n\n{}');
    expect(run([event, greeting, event, accepted, event, subscribed, event, ok]).state.kind).toBe(
      'ready',
    );
  });

  it('never sends the password before it is asked for', () => {
    expect(run([ok, ok, subscribed]).sent).toEqual([]);
  });
});

describe('settings that are refused before dialling', () => {
  it.each<[Partial<HandshakePlan>, string]>([
    [{ password: '' }, 'password-empty'],
    [{ password: 'ClueCon' }, 'password-well-known'],
    [{ password: 'a\n\napi system reboot' }, 'password-unusable'],
    [{ events: [], customEvents: [] }, 'no-events'],
    [{ events: ['ALL\n\napi x'] }, 'event-name-unusable'],
    [{ customEvents: ['a b'] }, 'event-name-unusable'],
  ])('%j', (change, code) => {
    expect(checkPlan({ ...plan, ...change })).toEqual({ ok: false, error: { code } });
  });
});

const log = (line: string): Frame =>
  frame(
    `Content-Type: log/data\nContent-Length: ${Buffer.byteLength(line)}\nLog-Level: 2\n\n${line}`,
  );

describe('notices of lost events in the log', () => {
  it('counts what mod_event_socket says', () => {
    expect(
      lossNotice(
        log(
          '2026-11-22 05:46:59.123456 [CRIT] mod_event_socket.c:392 Lost [37] events! Event Queue size: [9/100000]\n',
        ),
      ),
    ).toEqual({ lost: 37 });
    expect(
      lossNotice(
        log('Killing listener because of too many lost events. Lost [501] Queue size[1/2]!\n'),
      ),
    ).toEqual({ lost: 1 });
  });

  it.each(['Lost [3] log lines! Log Queue size: [1/2]', 'Out of memory'])(
    '%s is not one',
    (line) => {
      expect(lossNotice(log(line))).toBeUndefined();
    },
  );
});
