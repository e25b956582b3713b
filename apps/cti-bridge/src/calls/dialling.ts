/** Legs that the bridge dials: seats, people outside, and a try of a route. What became of each is told as an event. */
import { randomUUID } from 'node:crypto';
import type { Command as EslCommand, EslClient, EslFailure } from '../esl/index.ts';
import { originateSeat, originateTrunk, tryRoute } from '../esl/index.ts';
import type { DeskLogger } from './desk-logger.ts';
import type { OutsideDial, PartyNote, PbxEvent, SeatDial } from './pbx-port.ts';

const causeOf = (reply: string): string => reply.replace(/^-(?:ERR|USAGE):?\s*/, '').trim();

function partyVariables(party: PartyNote | null): Record<string, string> {
  if (party === null) return {};
  const { purpose, by, entryId } = party;
  return {
    hotline_purpose: purpose,
    hotline_by: by,
    ...(entryId === null ? {} : { hotline_target: entryId }),
  };
}

export type DiallingOptions = {
  /** SIP domain of the seats. */
  readonly domain: string;
  readonly logger: DeskLogger;
  readonly client: () => EslClient | null;
  /** `leg-answered` or `dial-failed`. */
  readonly onOutcome: (outcome: PbxEvent) => void;
};

export class Dialling {
  readonly #options: DiallingOptions;
  /** Legs on their way into a room in which they are to hear nobody at first. */
  readonly #deaf = new Set<string>();

  constructor(options: DiallingOptions) {
    this.#options = options;
  }

  /** The leg is to hear nobody when it comes into the room. */
  comesDeaf(leg: string): void {
    this.#deaf.add(leg);
  }

  /** The leg is in its room, or will never be; tells whether it came deaf. */
  hasCome(leg: string): boolean {
    return this.#deaf.delete(leg);
  }

  seat(dial: SeatDial): void {
    const { callId, leg, seat, role, callerNumber, ringForMs, party, isRebuild } = dial;
    const command = originateSeat({
      callId,
      leg,
      seat,
      role,
      callerNumber,
      ringForMs,
      domain: this.#options.domain,
      // A leader is silent until it is said how they take part.
      ...(role === 'leader' ? { memberFlags: ['mute'] } : this.#deafUntilJoined(dial)),
      ...(isRebuild ? { headers: { 'X-Hotline-Leg': 'rebuild' } } : {}),
      variables: partyVariables(party),
    });
    this.#originate(command, dial);
  }

  outside(dial: OutsideDial): void {
    const { callId, leg, role, gateway, number, callerNumber, headers, ringForMs, party } = dial;
    const command = originateTrunk({
      callId,
      leg,
      role,
      callerNumber: callerNumber === '' ? 'anonymous' : callerNumber,
      ringForMs,
      route: `sofia/gateway/${gateway}/${number}`,
      headers,
      ...this.#deafUntilJoined(dial),
      variables: {
        ...partyVariables(party),
        ...(role === 'caller'
          ? { hotline_number: number, hotline_direction: 'out', hotline_mode: 'bridge' }
          : {}),
      },
    });
    this.#originate(command, dial);
  }

  #deafUntilJoined({ leg, joinsDeaf }: Pick<SeatDial, 'leg' | 'joinsDeaf'>): {
    memberFlags?: ['deaf'];
  } {
    if (joinsDeaf !== true) return {};
    this.comesDeaf(leg);
    return { memberFlags: ['deaf'] };
  }

  #originate(command: EslCommand, dial: Pick<SeatDial, 'callId' | 'leg' | 'ringForMs'>): void {
    const { callId, leg } = dial;
    const failed = (cause: string): void =>
      this.#options.onOutcome({ kind: 'dial-failed', leg, callId, cause });
    const client = this.#options.client();
    if (!command.ok || client === null) {
      this.#options.logger.error({ callId, ...(command.ok ? {} : command.error) }, 'cannot dial');
      // Behind this effect and those that come with it.
      queueMicrotask(() => failed('INVALID_MSG_UNSPECIFIED'));
      return;
    }
    const timeoutMs = dial.ringForMs + 15_000;
    void this.#dial(client, command.value, timeoutMs, dial, failed);
  }

  async #dial(
    client: EslClient,
    command: string,
    timeoutMs: number,
    { callId, leg }: Pick<SeatDial, 'callId' | 'leg'>,
    failed: (cause: string) => void,
  ): Promise<void> {
    const result = await client.bgapi(command, { timeoutMs });
    if (result.ok) this.#options.onOutcome({ kind: 'leg-answered', leg, callId });
    else this.#dialFailed(result.error, callId, failed);
  }

  /** What became of a command that was cut off is told by the next state, not guessed. */
  #dialFailed(failure: EslFailure, callId: string, failed: (cause: string) => void): void {
    switch (failure.code) {
      case 'refused':
        failed(causeOf(failure.reply));
        return;
      case 'unsafe-command':
      case 'not-connected':
        failed('PBX_AWAY');
        return;
      case 'timed-out':
      case 'connection-lost':
        this.#options.logger.warn({ callId, code: failure.code }, 'outcome of a dial is unknown');
    }
  }

  /** Calls over the route and hangs up: `answered`, or FreeSWITCH's cause. */
  async tryRoute(gateway: string, number: string, ringForMs: number): Promise<string> {
    const leg = randomUUID();
    const command = tryRoute(leg, `sofia/gateway/${gateway}/${number}`, ringForMs);
    const client = this.#options.client();
    if (!command.ok || client === null) return 'INVALID_MSG_UNSPECIFIED';
    const result = await client.bgapi(command.value, { timeoutMs: ringForMs + 15_000 });
    if (result.ok) return 'answered';
    return result.error.code === 'refused' ? causeOf(result.error.reply) : 'PBX_AWAY';
  }
}
