import { randomUUID } from 'node:crypto';
import type { Channel } from '../channels/channel.ts';
import type { PbxCore } from '../core.ts';
import { toneStream } from '../media/tone.ts';
import { findPlayable } from '../rooms/playable.ts';
import { Playback, tape } from '../rooms/playback.ts';
import { textHeader, type SipRequest } from '../sip/message.ts';
import { readOriginate } from './dial-string.ts';
import { originate, runApplication } from './originate.ts';
import { playToLeg } from './play-to-leg.ts';
import { transferBoth } from './transfer.ts';

/**
 * The context `seat`, extension `emergency`: with the bridge away a seat dials `emergency-110` with the call's name in
 * X-Hotline-Call, and the target is called into that call's room. config/freeswitch/dialplan/seat.xml does the same.
 */
const FEATURE_CODE = /^emergency-(110|119|120|122)$/;
const CALL_ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
/** Two short notes: the target is being called. Three times, since what is played before the audio is up is lost. */
const CONFIRMED = 'tone_stream://%(150,100,660);%(250,300,880);loops=3';
const PROMPT = 'emergency-wait.wav';

export interface EmergencyRequest {
  readonly target: string;
  readonly call: Channel;
}

/** What a seat's feature code asks for, or the status with which it is refused; undefined when it is none. */
export function readEmergencyCode(
  core: PbxCore,
  user: string,
  dialled: string,
  request: SipRequest,
): EmergencyRequest | number | undefined {
  const target = FEATURE_CODE.exec(dialled)?.[1];
  if (target === undefined) return undefined;
  const callId = textHeader(request.headers, 'x-hotline-call')?.trim() ?? '';
  const call = CALL_ID.test(callId) ? core.channels.get(callId) : undefined;
  if (!call) return 404;
  if (call.variables.get('hotline_seat') !== user) return 403;
  // Asked for twice: it is being called, or on the line.
  const known = variablesOf(target).map((name) => call.variables.get(name) ?? '');
  if (known.some((leg) => core.channels.get(leg))) return 486;
  return { target, call };
}

/** Where the call keeps the legs of the first and the second route. */
const variablesOf = (target: string): readonly [string, string] => [
  `hotline_emergency_${target}`,
  `hotline_emergency_${target}_second`,
];

/** Called once the seat's leg is answered; hangs that leg up again. The seat's talk leg goes on. */
export async function callEmergency(
  core: PbxCore,
  seatLeg: Channel,
  user: string,
  { target, call }: EmergencyRequest,
): Promise<void> {
  const room = `room-${call.uuid}`;
  if (call.variables.get('hotline_mode') === 'fallback' && call.variables.has('bridge_to'))
    transferBoth(core, call, { extension: `conference:${room}@hotline`, dialplan: 'inline' });
  const number = call.variables.get('hotline_number') ?? 'anonymous';
  const variables = [
    `hotline_call_id=${call.uuid}`,
    'hotline_role=emergency',
    `hotline_target=${target}`,
    'hotline_by=seat',
    `hotline_seat=${user}`,
    'ignore_early_media=true',
    `origination_caller_id_number=${number}`,
    `origination_caller_id_name=${number}`,
    'sip_cid_type=pid',
    'absolute_codec_string=PCMU,PCMA',
    `sip_h_X-Hotline-Call=${call.uuid}`,
    `sip_h_X-Hotline-Caller=${number}`,
  ].join(';');
  const routes = variablesOf(target).flatMap((name, index) => {
    const route = core.emergencyRoutes[index];
    if (!route) return [];
    const leg = randomUUID();
    call.set(name, leg);
    return [`[origination_uuid=${leg},leg_timeout=${route.seconds}]${route.dial}${target}`];
  });
  void callInto(core, `{^^;${variables}}${routes.join('|')} &conference(${room}@hotline)`);
  await playWait(core, room, call);
  const tone = toneStream(CONFIRMED);
  if (tone) await playToLeg(seatLeg, tape(tone.samples, tone.rounds));
  seatLeg.hangUp('NORMAL_CLEARING');
}

async function callInto(core: PbxCore, text: string): Promise<void> {
  const request = readOriginate(text);
  if (!request) {
    core.log.error({ text }, 'an emergency route that cannot be dialled');
    return;
  }
  const outcome = await originate(core, request);
  if ('answered' in outcome)
    runApplication(core, outcome.answered, request.application, request.argument);
}

async function playWait(core: PbxCore, room: string, call: Channel): Promise<void> {
  const found = await findPlayable(core, PROMPT);
  const there = core.rooms.get(room);
  const member = there?.members().find(({ channel }) => channel === call);
  if (found && there && member) there.playTo(member, PROMPT, new Playback(found.file, found.sound));
}
