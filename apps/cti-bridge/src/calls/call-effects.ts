/** What a call wants of the PBX, with what the configuration knows: numbers, gateways, headers. */
import type { Call, CallEffect, Prompt } from '@hotline/domain/call';
import { partyOf } from '@hotline/domain/call';
import type { CallEntry } from './call-registry.ts';
import type { DeskConfig } from './desk-config.ts';
import type { PartyNote, PbxPort } from './pbx-port.ts';

export type PbxEffect = Extract<
  CallEffect,
  {
    readonly kind:
      | 'dial-seat'
      | 'dial-outside'
      | 'hang-up-leg'
      | 'survey-leg'
      | 'hold-leg'
      | 'retrieve-leg'
      | 'mute-leg'
      | 'silence-leg'
      | 'set-leader-mode'
      | 'join-deaf'
      | 'play'
      | 'send-keys'
      | 'note-owner';
  }
>;

export function runOnPbx(
  pbx: PbxPort,
  config: DeskConfig,
  { call, number }: Pick<CallEntry, 'call' | 'number'>,
  effect: PbxEffect,
): void {
  const { callId } = call;
  switch (effect.kind) {
    case 'dial-seat': {
      const { seat, leg, ringForMs, role } = effect;
      const isRebuild = call.kind === 'talking' && call.spare?.legId === leg;
      const party = noteOf(call, leg);
      pbx.dialSeat({
        callId,
        leg,
        seat,
        role,
        callerNumber: number,
        ringForMs,
        isRebuild,
        ...deafFirst(call, role),
        party,
      });
      return;
    }
    case 'dial-outside':
      dialOutside(pbx, config, call, number, effect);
      return;
    case 'hang-up-leg':
      pbx.hangUp(effect.leg, effect.cause);
      return;
    case 'survey-leg':
      pbx.survey(effect.leg);
      return;
    case 'hold-leg':
      pbx.hold(effect.leg, effect.hears);
      return;
    case 'retrieve-leg':
      pbx.retrieve(effect.leg);
      return;
    case 'mute-leg':
      pbx.mute(effect.leg, effect.muted);
      return;
    case 'silence-leg':
      pbx.silence(effect.leg);
      return;
    case 'set-leader-mode':
      pbx.setLeaderMode(effect);
      return;
    case 'join-deaf':
      pbx.joinDeaf(effect.leg);
      return;
    case 'play':
      pbx.play(effect.leg, soundOf(effect.prompt, config));
      return;
    case 'send-keys':
      pbx.sendKeys(effect.leg, effect.keys);
      return;
    case 'note-owner':
      pbx.noteOwner(effect.leg, effect.seat);
  }
}

/** Sound files in the PBX's folder of prompts. */
function soundOf(prompt: Prompt, { emergency }: DeskConfig): string {
  return prompt === 'emergency-wait' ? emergency.prompt : `${prompt}.wav`;
}

function dialOutside(
  pbx: PbxPort,
  config: DeskConfig,
  call: Call,
  number: string,
  effect: Extract<PbxEffect, { readonly kind: 'dial-outside' }>,
): void {
  const { leg, role, ringForMs, entryId, route } = effect;
  const { callId } = call;
  const { outbound, emergency } = config;
  const shared = {
    callId,
    leg,
    role,
    ringForMs,
    ...deafFirst(call, role),
    party: noteOf(call, leg),
  };
  if (role === 'emergency') {
    const target = emergency.targets.find(({ id }) => id === entryId);
    const way = target?.routes[route];
    if (target === undefined || way === undefined) throw new Error(`no such route: ${entryId}`);
    pbx.dialOutside({
      ...shared,
      gateway: way.gateway,
      number: way.number,
      callerNumber: number,
      headers: filled(target.headers, number, callId),
    });
    return;
  }
  const callerNumber = role === 'caller' ? outbound.callerNumber : number;
  const { gateway } = outbound;
  pbx.dialOutside({ ...shared, gateway, number: effect.number, callerNumber, headers: {} });
}

/**
 * 耳语 is hidden from whoever is in the room; who comes later must hear nobody until it is hidden from them too. Never
 * 110, which must hear the citizen also when the bridge is gone in that very moment.
 */
function deafFirst(
  call: Call,
  role: Extract<PbxEffect, { readonly role: unknown }>['role'],
): { joinsDeaf?: true } {
  const isCautious = role === 'guest' || role === 'caller';
  const hasLeader = 'parties' in call && call.parties.some(({ kind }) => kind === 'leader');
  return isCautious && hasLeader ? { joinsDeaf: true } : {};
}

function filled(
  headers: Readonly<Record<string, string>>,
  number: string,
  callId: string,
): Record<string, string> {
  const values = Object.entries(headers).map(([name, value]) => [
    name,
    value.replaceAll('{number}', number === '' ? 'anonymous' : number).replaceAll('{call}', callId),
  ]);
  return Object.fromEntries(values) as Record<string, string>;
}

function noteOf(call: Call, leg: string): PartyNote | null {
  if (!('parties' in call)) return null;
  const party = partyOf(call.parties, leg);
  if (party === undefined) return null;
  const purpose =
    party.kind === 'guest' ? party.purpose : party.kind === 'leader' ? party.mode : party.kind;
  const entryId = party.target.kind === 'outside' ? party.target.entryId : null;
  return { purpose, by: party.invitedBy, entryId };
}
