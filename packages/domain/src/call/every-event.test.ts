/** Every event in every state has an outcome that was thought of: taken, or refused by its code. */
import { describe, expect, test } from 'vitest';
import type { Call, CallEvent } from './index.ts';
import {
  alarmAnswered,
  arriving,
  at,
  bureau,
  dialling,
  emergency,
  ended,
  handedOver,
  invite,
  offered,
  parked,
  refusedWith,
  talking,
  waiting,
  wrapping,
} from './scenes.ts';

const seat = '1001';
const leg = 'leg-x';
const events: { readonly [K in CallEvent['kind']]: Extract<CallEvent, { kind: K }> } = {
  'caller-arrived': { kind: 'caller-arrived' },
  'leg-ringing': { kind: 'leg-ringing', leg },
  'leg-answered': { kind: 'leg-answered', leg },
  'leg-joined': { kind: 'leg-joined', leg },
  'leg-left': { kind: 'leg-left', leg },
  'leg-ended': { kind: 'leg-ended', leg, cause: 'NORMAL_CLEARING', by: 'pbx' },
  'dial-failed': { kind: 'dial-failed', leg, cause: 'USER_BUSY' },
  'leg-heard': { kind: 'leg-heard', leg },
  'key-pressed': { kind: 'key-pressed', leg, key: '1' },
  bridged: { kind: 'bridged', seat: '1009', leg },
  'emergency-found': {
    kind: 'emergency-found',
    seat,
    leg,
    targetId: '110',
    label: '110',
    acknowledgeKey: null,
  },
  'recording-seen': { kind: 'recording-seen', isThere: true },
  offer: { kind: 'offer', seat: '1009', leg },
  'offer-expired': { kind: 'offer-expired', leg },
  'party-expired': { kind: 'party-expired', leg },
  'park-expired': { kind: 'park-expired' },
  'return-due': { kind: 'return-due' },
  'call-back-due': { kind: 'call-back-due', leg },
  withdraw: { kind: 'withdraw', seat },
  'seat-lost': { kind: 'seat-lost', seat, why: 'GONE' },
  'wrap-expired': { kind: 'wrap-expired', seat },
  'summary-pushed': { kind: 'summary-pushed', caseId: 'case-x', outcome: 'sent', detail: null },
  reject: { kind: 'reject', seat },
  'hang-up': { kind: 'hang-up', seat },
  leave: { kind: 'leave', seat, override: false },
  hold: { kind: 'hold', seat },
  retrieve: { kind: 'retrieve', seat },
  mute: { kind: 'mute', seat, muted: true },
  'send-keys': { kind: 'send-keys', seat, keys: '1' },
  invite: invite('conference', bureau, leg) as Extract<CallEvent, { kind: 'invite' }>,
  'cancel-invite': { kind: 'cancel-invite', seat, leg },
  complete: { kind: 'complete', seat, leg },
  merge: { kind: 'merge', seat },
  swap: { kind: 'swap', seat, leg },
  drop: { kind: 'drop', seat, leg },
  park: { kind: 'park', seat, slot: '701' },
  take: { kind: 'take', seat: '1009', leg },
  'to-queue': { kind: 'to-queue', seat, skills: [], brief: null },
  rebuild: { kind: 'rebuild', seat, leg },
  'pause-recording': { kind: 'pause-recording', seat, paused: true },
  emergency: emergency as Extract<CallEvent, { kind: 'emergency' }>,
  'cancel-emergency': { kind: 'cancel-emergency', seat, caseId: 'case-x' },
  acknowledge: { kind: 'acknowledge', seat, caseId: 'case-x' },
  monitor: { kind: 'monitor', seat: '2001', leg, mode: 'listen', ringForMs: 10_000 },
  'leader-mode': { kind: 'leader-mode', seat: '2001', mode: 'barge' },
  'take-over': { kind: 'take-over', seat: '2001' },
  'force-end': { kind: 'force-end', seat: '2001' },
  'wrap-finished': { kind: 'wrap-finished', seat, by: 'seat' },
  'wrap-extended': { kind: 'wrap-extended', seat },
  'wrap-draft': { kind: 'wrap-draft', seat, draft: { kind: 'open' } },
};
const scenes: readonly (readonly [string, () => Call])[] = [
  ['arriving', arriving],
  ['waiting', waiting],
  ['offered', offered],
  ['dialling', dialling],
  ['talking', talking],
  ['talking, 110 there', alarmAnswered],
  ['parked', parked],
  ['handed-over', handedOver],
  ['wrapping', wrapping],
  ['ended', ended],
];

describe.each(scenes)('%s', (name, scene) => {
  test('takes or refuses each event', () => {
    const outcomes = Object.values(events).map((event) => {
      const outcome = at(scene(), 100_000, event);
      if (!outcome.ok) return `${event.kind}: ${outcome.error.code}`;
      const { call, effects } = outcome.value;
      const only = effects.length === 1 && effects[0]?.kind === 'hang-up-leg' ? ', stray' : '';
      return `${event.kind}: ${call.kind}${only}`;
    });
    expect(outcomes.join('\n')).toMatchSnapshot(name);
  });
});

test('an event of a seat that is not in the call changes nothing', () => {
  const mayAnybody = new Set([
    'offer',
    'take',
    'bridged',
    'emergency-found',
    'monitor',
    'force-end',
  ]);
  for (const [name, scene] of scenes)
    for (const event of Object.values(events)) {
      if (!('seat' in event) || mayAnybody.has(event.kind)) continue;
      const outcome = at(scene(), 100_000, { ...event, seat: '1077' });
      expect([name, event.kind, outcome.ok]).toEqual([name, event.kind, false]);
    }
});

test('an operation on a call that is over is refused as late', () => {
  for (const event of Object.values(events)) {
    if (!('seat' in event)) continue;
    expect([event.kind, at(ended(), 100_000, event)]).toEqual([event.kind, refusedWith('late')]);
  }
});
