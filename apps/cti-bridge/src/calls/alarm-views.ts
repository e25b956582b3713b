import type { AlarmEntry } from '@hotline/domain/alarm';
import type { AlarmView } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import type { DeskCore } from './desk-core.ts';
import { nameInDirectory, seatName } from './seat-name.ts';

/** Shown at most of what is over; what holds is always shown. */
const SHOWN_OVER = 60;

/** Those that hold, then the last that are over. */
export function alarmViews(core: DeskCore): AlarmView[] {
  const all = core.book.alarms.list();
  const over = all.filter(({ clearedAt }) => clearedAt !== null).slice(0, SHOWN_OVER);
  return [...all.filter(({ clearedAt }) => clearedAt === null), ...over].map((entry) =>
    alarmView(core, entry),
  );
}

function alarmView(core: DeskCore, { acknowledged, ...entry }: AlarmEntry): AlarmView {
  const { config } = core.options;
  return {
    ...entry,
    subjectName: subjectName(core, entry.subject),
    sound: config.alarms.find(({ id }) => id === entry.ruleId)?.sound ?? false,
    acknowledged:
      acknowledged === null
        ? null
        : {
            at: acknowledged.at,
            seatId: acknowledged.seatId,
            personName: nameInDirectory(config, acknowledged.seatId),
            note: acknowledged.note,
          },
  };
}

function subjectName(core: DeskCore, { kind, id }: AlarmEntry['subject']): string {
  const { queues, emergency } = core.options.config;
  switch (kind) {
    case 'queue':
      return queues.find((queue) => queue.id === id)?.name ?? id;
    case 'seat':
      return seatName(core, id);
    case 'target':
      return emergency.targets.find((target) => target.id === id)?.zh ?? id;
    case 'hotline':
      return '';
    default:
      return assertNever(kind);
  }
}
