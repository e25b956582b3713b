import type { DirectoryEntry } from '@hotline/domain/directory';
import type { Definitions } from '@hotline/domain/metrics';
import { maskNumber, parseNumber } from '@hotline/domain/phone-number';
import type { DirectoryEntryView } from '@hotline/domain/protocol';
import type { DeskConfig } from '../calls/desk-config.ts';
import { toAlarmRules } from './alarms-schema.ts';
import { toFloorPlan } from './floor-plan.ts';
import type { BridgeConfig } from './load.ts';
import { toDefinitions } from './figures-schema.ts';
import { minuteOfDay } from './minute-of-day.ts';
import { utcOffsetMinutes } from './time-zone.ts';

/** The part of the configuration that the desk works by: seconds become ms, the zone an offset (it has no summer time). */
export function toDeskConfig(config: BridgeConfig, now: number): DeskConfig {
  const { hotline, routing, figures } = config;
  const { emergency, transfer, outbound, recording } = config;
  return {
    queues: config.queues.map((queue) => ({
      id: queue.id,
      name: queue.name,
      match: queue.match,
      answerLimitMs: queue.answerLimitSeconds * 1000,
      ringMs: queue.ringSeconds * 1000,
      wrapMs: queue.wrapSeconds * 1000,
      wrapExtendMs: queue.wrapExtendSeconds * 1000,
      wrapExtensionsMax: queue.wrapExtensionsMax,
      skills: queue.skills,
      priority: queue.priority,
    })),
    routing: {
      dropOptionalSkillsAfterMs:
        routing.dropOptionalSkillsAfterSeconds === null
          ? null
          : routing.dropOptionalSkillsAfterSeconds * 1000,
      setAsideMs: routing.setAsideSeconds * 1000,
      retryMs: routing.retrySeconds * 1000,
      specialGroupPriority: routing.specialGroupPriority,
      lastSeatFirst: routing.lastSeatDays > 0,
    },
    figures: {
      definitions: definitionsOf(config),
      connectionRange: figures.connectionRange,
    },
    utcOffsetMinutes: utcOffsetMinutes(hotline.timeZone, now),
    teams: new Map(config.people.map(({ seat, team }) => [seat, team ?? null])),
    areaCode: hotline.areaCode,
    resumeSeatsWithinMs: routing.resumeSeatsWithinSeconds * 1000,
    emergency: {
      targets: emergency.targets.map(({ routes, ...target }) => ({
        ...target,
        routes: routes.map(({ gateway, number, ringSeconds }) => ({
          gateway,
          number,
          ringMs: ringSeconds * 1000,
        })),
      })),
      prompt: emergency.prompt,
      callBack: {
        attempts: emergency.callBack.attempts,
        ringMs: emergency.callBack.ringSeconds * 1000,
        pauseMs: emergency.callBack.pauseSeconds * 1000,
      },
      selfTest: {
        isOn: emergency.selfTest.isOn,
        atMinute: minuteOfDay(emergency.selfTest.at),
      },
    },
    transfer: {
      ringMs: transfer.ringSeconds * 1000,
      parkSlots: transfer.parkSlots,
      parkMs: transfer.parkSeconds * 1000,
      queueReturnMs:
        transfer.queueReturnSeconds === null ? null : transfer.queueReturnSeconds * 1000,
    },
    outbound: {
      gateway: outbound.gateway,
      callerNumber: outbound.callerNumber,
      ringMs: outbound.ringSeconds * 1000,
    },
    recovery: { returnMs: config.recovery.returnSeconds * 1000 },
    leader: { tellSeat: config.leader.tellSeat },
    alarms: toAlarmRules(config.alarms),
    forecastTarget: config.leader.forecastTarget,
    recording,
    asksSatisfaction: config.satisfaction.isAsked,
    directory: config.directory,
    hotline: {
      name: hotline.name,
      timeZone: hotline.timeZone,
      restReasons: config.restReasons,
      parkReasons: config.parkReasons,
      ticketKinds: config.ticketKinds,
      urgencies: config.urgencies,
      skills: config.skills.map(({ id, zh, en }) => ({ id, zh, en })),
      emergencyTargets: emergency.targets.map((target) => ({
        id: target.id,
        zh: target.zh,
        en: target.en,
        routes: target.routes.length,
        acknowledgeKey: target.acknowledgeKey,
        takesSummary: target.summaryUrl !== null,
      })),
      directory: config.directory.map((entry) => toEntryView(entry, hotline.areaCode)),
      leaderShown: config.leader.tellSeat,
      floorPlan: toFloorPlan(config.leader.floorPlan),
      callBackTries: config.outbound.callBackTries,
      tooLong: {
        wrapMs: config.leader.tooLong.wrapSeconds * 1000,
        restMs: config.leader.tooLong.restSeconds * 1000,
      },
    },
  };
}

/** In the order of their time; the configuration was checked for holes and overlaps. */
export function definitionsOf({
  figures,
  hotline,
}: Pick<BridgeConfig, 'figures' | 'hotline'>): Definitions {
  const [first, ...others] = toDefinitions(figures, hotline.timeZone).sort(
    (a, b) => a.from - b.from,
  );
  if (first === undefined) throw new Error('a configuration without definitions was accepted');
  return [first, ...others];
}

/** A public number is shown whole; somebody's mobile telephone is dialled by the entry, not read from the screen. */
function toEntryView(entry: DirectoryEntry, areaCode: string): DirectoryEntryView {
  const number = entry.number === null ? null : parseNumber(entry.number, areaCode);
  return {
    ...entry,
    number: number?.kind === 'mobile' ? maskNumber(number) : entry.number,
    languages: [...entry.languages],
    hours: entry.hours?.map((each) => ({ ...each, days: [...each.days] })) ?? null,
  };
}
