import type { DeskConfig } from '../calls/desk-config.ts';
import type { BridgeConfig } from './load.ts';
import { utcOffsetMinutes } from './time-zone.ts';

/** The part of the configuration that the desk works by: seconds become ms, the zone an offset (it has no summer time). */
export function toDeskConfig(config: BridgeConfig, now: number): DeskConfig {
  const { hotline, routing, figures } = config;
  const [hours = '0', minutes = '0'] = hotline.dayStartsAt.split(':');
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
      serviceLevels: figures.serviceLevels,
      connectionTarget: figures.connectionTarget,
      connectionRange: figures.connectionRange,
      shortAbandonMs: figures.shortAbandonSeconds * 1000,
      day: {
        utcOffsetMinutes: utcOffsetMinutes(hotline.timeZone, now),
        startsAtMinute: Number(hours) * 60 + Number(minutes),
      },
    },
    areaCode: hotline.areaCode,
    resumeSeatsWithinMs: routing.resumeSeatsWithinSeconds * 1000,
    hotline: {
      name: hotline.name,
      timeZone: hotline.timeZone,
      restReasons: config.restReasons,
      ticketKinds: config.ticketKinds,
      urgencies: config.urgencies,
      categories: [...config.categories],
      skills: config.skills.map(({ id, zh, en }) => ({ id, zh, en })),
    },
  };
}
