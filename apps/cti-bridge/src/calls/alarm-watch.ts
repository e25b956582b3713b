/** Looks at every rule once a second and puts what it comes to on the ledger; the alarm log is a fold of that. */
import {
  calm,
  look,
  type AlarmRule,
  type AlarmState,
  type AlarmSubject,
} from '@hotline/domain/alarm';
import { readAlarm, isCutOff, type Watched } from './alarm-readings.ts';
import type { DeskCore } from './desk-core.ts';

/** Ghosts put right within this are counted together. */
const REPAIRS_WITHIN_MS = 600_000;

export class AlarmWatch {
  readonly #core: DeskCore;
  /** By rule and subject. */
  readonly #states = new Map<string, AlarmState>();
  readonly #unreachableSince = new Map<string, number>();
  /** When ghosts were put right lately, one time each. */
  #repairs: number[] = [];
  #repairsSeen = 0;
  #awaySince: number | null = null;

  /** What was raised when the bridge stopped is still raised; of a rule that is no more, it is over. */
  constructor(core: DeskCore) {
    this.#core = core;
    const rules = new Set(core.options.config.alarms.map(({ id }) => id));
    for (const { alarmId, ruleId, subject, clearedAt } of core.book.alarms.list()) {
      if (clearedAt !== null) continue;
      if (rules.has(ruleId)) this.#states.set(key(ruleId, subject), { kind: 'raised', alarmId });
      else core.record(core.now(), { kind: 'alarm-cleared', alarmId, value: null });
    }
  }

  tick(): void {
    const core = this.#core;
    const watched = this.#watch();
    for (const rule of core.options.config.alarms)
      for (const { subject, value } of readAlarm(core, rule, watched))
        if (rule.of === null || rule.of.includes(subject.id)) this.#look(rule, subject, value);
  }

  #look(rule: AlarmRule, subject: AlarmSubject, value: number | null): void {
    const core = this.#core;
    const now = core.now();
    const at = key(rule.id, subject);
    const { state, change } = look(this.#states.get(at) ?? calm, rule, value, {
      now,
      minute: minuteOfDay(now, core.options.config.utcOffsetMinutes),
      newId: core.options.ids.newLeg,
    });
    if (state.kind === 'calm') this.#states.delete(at);
    else this.#states.set(at, state);
    if (change === null) return;
    const { alarmId } = change;
    if (change.kind === 'cleared')
      core.record(now, { kind: 'alarm-cleared', alarmId, value: change.value });
    else
      core.record(now, {
        kind: 'alarm-raised',
        alarmId,
        ruleId: rule.id,
        figure: rule.figure,
        subject,
        severity: rule.severity,
        value: change.value,
      });
  }

  #watch(): Watched {
    const core = this.#core;
    const now = core.now();
    this.#awaySince = core.isLive ? null : (this.#awaySince ?? now);
    for (const seat of core.seats.all()) {
      if (!isCutOff(seat)) this.#unreachableSince.delete(seat.seatId);
      else if (!this.#unreachableSince.has(seat.seatId))
        this.#unreachableSince.set(seat.seatId, now);
    }
    const total = [...core.healings.values()].reduce((sum, n) => sum + n, 0);
    for (; this.#repairsSeen < total; this.#repairsSeen += 1) this.#repairs.push(now);
    this.#repairs = this.#repairs.filter((at) => at > now - REPAIRS_WITHIN_MS);
    return {
      pbxAwaySeconds: this.#awaySince === null ? null : (now - this.#awaySince) / 1000,
      recentRepairs: this.#repairs.length,
      unreachableSince: this.#unreachableSince,
    };
  }
}

const key = (ruleId: string, { kind, id }: AlarmSubject): string => `${ruleId} ${kind} ${id}`;

/** Minute of the hotline's local day. */
function minuteOfDay(at: number, utcOffsetMinutes: number): number {
  return (((Math.floor(at / 60_000) + utcOffsetMinutes) % 1_440) + 1_440) % 1_440;
}
