/**
 * A PBX without sound, for the properties of a call: it dials, holds and hangs up what the effects say, and reports what
 * has happened to each leg in that leg's order, whenever the test lets the report through.
 */
import { assertNever } from '../../result/index.ts';
import type { CallEffect, CallEvent, LeaderMode, LegEndBy } from '../index.ts';

export type SimulatedLeg = {
  readonly id: string;
  readonly as: 'seat' | 'guest' | 'leader' | 'emergency' | 'caller';
  state: 'dialling' | 'ringing' | 'answered' | 'in-room' | 'ended';
  held: boolean;
  muted: boolean;
  mode: LeaderMode | null;
  hiddenFrom: readonly string[];
  /** Kept on a citizen's channel. */
  owner: string | null;
};

/** What a telephone, or the line to it, does next. */
export type LegDoing =
  | { readonly kind: 'rings' }
  | { readonly kind: 'answers' }
  | { readonly kind: 'joins' }
  /** `add-member` overtakes CHANNEL_ANSWER and the job's result. */
  | { readonly kind: 'joins-first' }
  | { readonly kind: 'fails'; readonly cause: string; readonly isJob: boolean }
  | { readonly kind: 'ends'; readonly by: LegEndBy; readonly cause: string };

export class SimulatedPbx {
  readonly legs = new Map<string, SimulatedLeg>();
  /** Reports that have not been let through, by leg. */
  readonly pending = new Map<string, CallEvent[]>();
  /** Commands that can only be a mistake of the call's. */
  readonly faults: string[] = [];

  isAlive(leg: string): boolean {
    const one = this.legs.get(leg);
    return one !== undefined && one.state !== 'ended';
  }

  hasPending(leg: string): boolean {
    return (this.pending.get(leg)?.length ?? 0) > 0;
  }

  alive(): readonly SimulatedLeg[] {
    return [...this.legs.values()].filter(({ state }) => state !== 'ended');
  }

  create(id: string, as: SimulatedLeg['as'], mode: LeaderMode | null = null): void {
    if (this.legs.has(id)) this.faults.push(`dialled twice: ${id}`);
    this.legs.set(id, {
      id,
      as,
      state: 'dialling',
      held: false,
      muted: as === 'leader',
      mode,
      hiddenFrom: [],
      owner: null,
    });
  }

  /** False when the leg is in no state to do that. */
  do(id: string, doing: LegDoing): boolean {
    const leg = this.legs.get(id);
    if (leg === undefined || leg.state === 'ended') return false;
    const isBefore = leg.state === 'dialling' || leg.state === 'ringing';
    switch (doing.kind) {
      case 'rings':
        if (leg.state !== 'dialling') return false;
        leg.state = 'ringing';
        this.#report({ kind: 'leg-ringing', leg: id });
        return true;
      case 'answers':
        if (!isBefore) return false;
        leg.state = 'answered';
        this.#report({ kind: 'leg-answered', leg: id });
        return true;
      case 'joins':
        if (leg.state === 'in-room') return false;
        if (leg.state === 'dialling') this.#report({ kind: 'leg-ringing', leg: id });
        if (isBefore) this.#report({ kind: 'leg-answered', leg: id });
        leg.state = 'in-room';
        this.#report({ kind: 'leg-joined', leg: id });
        return true;
      case 'joins-first':
        if (leg.state === 'in-room') return false;
        leg.state = 'in-room';
        this.#report({ kind: 'leg-joined', leg: id });
        if (isBefore) this.#report({ kind: 'leg-answered', leg: id });
        return true;
      case 'fails':
        if (!isBefore) return false;
        leg.state = 'ended';
        if (doing.isJob) this.#report({ kind: 'dial-failed', leg: id, cause: doing.cause });
        this.#report({ kind: 'leg-ended', leg: id, cause: doing.cause, by: 'peer' });
        if (!doing.isJob) this.#report({ kind: 'dial-failed', leg: id, cause: doing.cause });
        return true;
      case 'ends':
        this.#end(leg, doing.by, doing.cause);
        return true;
      default:
        return assertNever(doing);
    }
  }

  obey(effect: CallEffect): void {
    switch (effect.kind) {
      case 'dial-seat':
        this.create(effect.leg, effect.role, effect.mode);
        return;
      case 'dial-outside':
        this.create(effect.leg, effect.role);
        return;
      case 'hang-up-leg': {
        const leg = this.legs.get(effect.leg);
        if (leg !== undefined && leg.state !== 'ended') this.#end(leg, 'pbx', effect.cause);
        return;
      }
      // Ends by itself, and nothing that the call knows comes between.
      case 'survey-leg': {
        const leg = this.legs.get(effect.leg);
        if (leg?.as !== 'caller') this.faults.push(`asks ${effect.leg}`);
        else if (leg.state !== 'ended') this.#end(leg, 'pbx', 'NORMAL_CLEARING');
        return;
      }
      case 'hold-leg':
      case 'retrieve-leg': {
        const leg = this.legs.get(effect.leg);
        if (leg?.state === 'in-room') leg.held = effect.kind === 'hold-leg';
        return;
      }
      case 'mute-leg': {
        const leg = this.legs.get(effect.leg);
        if (leg?.state === 'in-room') leg.muted = effect.muted;
        return;
      }
      case 'silence-leg': {
        const leg = this.legs.get(effect.leg);
        if (leg?.state === 'in-room') leg.muted = true;
        return;
      }
      case 'set-leader-mode': {
        const leg = this.legs.get(effect.leg);
        if (leg === undefined) this.faults.push(`mode of nobody: ${effect.leg}`);
        if (leg?.state !== 'in-room') return;
        leg.mode = effect.mode;
        leg.hiddenFrom = effect.mode === 'whisper' ? effect.hiddenFrom : [];
        leg.muted = effect.mode === 'listen';
        return;
      }
      case 'record-call': {
        const leg = this.legs.get(effect.leg);
        if (leg?.as !== 'caller' || (leg.state !== 'in-room' && !this.hasPending(leg.id)))
          this.faults.push(`${effect.action} of a recording without a citizen: ${effect.leg}`);
        return;
      }
      case 'note-owner': {
        const leg = this.legs.get(effect.leg);
        if (leg?.as !== 'caller') this.faults.push(`owner noted on ${effect.leg}`);
        else leg.owner = effect.seat;
        return;
      }
      case 'join-deaf':
      case 'play':
      case 'send-keys':
        if (!this.legs.has(effect.leg)) this.faults.push(`${effect.kind} to ${effect.leg}`);
        return;
      default:
    }
  }

  #end(leg: SimulatedLeg, by: LegEndBy, cause: string): void {
    if (leg.state === 'in-room') this.#report({ kind: 'leg-left', leg: leg.id });
    leg.state = 'ended';
    this.#report({ kind: 'leg-ended', leg: leg.id, cause, by });
  }

  #report(event: CallEvent & { readonly leg: string }): void {
    this.pending.set(event.leg, [...(this.pending.get(event.leg) ?? []), event]);
  }
}
