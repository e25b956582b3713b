/**
 * 告警: one rule watches one figure of one subject (a queue, a seat, a target, the hotline itself).
 *
 *            beyond `raiseAt`                held for `holdMs`, not in a quiet time
 *    calm ────────────────────► pending ─────────────────────────────────────────────► raised
 *     ▲ ◄──── not beyond ──────────┘                                                      │
 *     └──────────────── back to `clearAt`, or there is no figure any more ────────────────┘
 *
 * `clearAt` lies on the calm side of `raiseAt` (hysteresis): a figure that swings around one line raises one alarm. In a
 * quiet time nothing is raised; what is raised goes on, and is cleared as ever.
 */
import type { z } from 'zod';
import type { alarmFigure, alarmSubject } from '../ledger/index.ts';

export type AlarmFigure = z.infer<typeof alarmFigure>;
export type AlarmSubject = z.infer<typeof alarmSubject>;

export type AlarmRule = {
  readonly id: string;
  readonly figure: AlarmFigure;
  /** Ids of the subjects it watches; null: all. */
  readonly of: readonly string[] | null;
  /** `above`: too much is bad. `below`: too little is. */
  readonly when: 'above' | 'below';
  /** Counts as they are, times in seconds, shares in per cent. */
  readonly raiseAt: number;
  readonly clearAt: number;
  /** How long it must be so before anybody is told. */
  readonly holdMs: number;
  /** Of shares: with fewer calls than this there is no figure. */
  readonly minimumCalls: number;
  readonly severity: 'warn' | 'danger';
  readonly sound: boolean;
  /** Minutes of the hotline's local day; `from` > `to` goes over midnight. */
  readonly quiet: readonly { readonly from: number; readonly to: number }[];
};

export type AlarmState =
  | { readonly kind: 'calm' }
  | { readonly kind: 'pending'; readonly since: number }
  | { readonly kind: 'raised'; readonly alarmId: string };

export type AlarmChange =
  | { readonly kind: 'raised'; readonly alarmId: string; readonly value: number }
  | { readonly kind: 'cleared'; readonly alarmId: string; readonly value: number | null };

export const calm: AlarmState = { kind: 'calm' };

/**
 * One look. `value` null: there is no such figure now (no calls, nobody there). `minute` is that of the local day;
 * `newId` names an alarm that is raised by this look.
 */
export function look(
  state: AlarmState,
  rule: AlarmRule,
  value: number | null,
  { now, minute, newId }: { now: number; minute: number; newId: () => string },
): { readonly state: AlarmState; readonly change: AlarmChange | null } {
  if (state.kind === 'raised') {
    if (value !== null && !isBack(rule, value)) return { state, change: null };
    return { state: calm, change: { kind: 'cleared', alarmId: state.alarmId, value } };
  }
  if (value === null || !isBeyond(rule, value)) return { state: calm, change: null };
  const since = state.kind === 'pending' ? state.since : now;
  if (now - since < rule.holdMs || isQuiet(rule, minute))
    return { state: { kind: 'pending', since }, change: null };
  const alarmId = newId();
  return { state: { kind: 'raised', alarmId }, change: { kind: 'raised', alarmId, value } };
}

const isBeyond = ({ when, raiseAt }: AlarmRule, value: number): boolean =>
  when === 'above' ? value >= raiseAt : value <= raiseAt;

const isBack = ({ when, clearAt }: AlarmRule, value: number): boolean =>
  when === 'above' ? value <= clearAt : value >= clearAt;

function isQuiet({ quiet }: AlarmRule, minute: number): boolean {
  return quiet.some(({ from, to }) =>
    from <= to ? minute >= from && minute < to : minute >= from || minute < to,
  );
}
