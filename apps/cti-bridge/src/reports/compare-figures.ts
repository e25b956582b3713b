/** Raw count, wallboard and report of one range beside each other. */
import { definitionsOf, emptyTally, type Definitions, type Tally } from '@hotline/domain/metrics';
import { talliesScript, type Range, type SqlRunner } from '../store/index.ts';
import { rawCountScript, type RawCount } from './raw-count.ts';

const compared = [
  'offered',
  'answered',
  'answeredWithin',
  'abandoned',
  'callBacksDue',
  'callBacksDone',
  'callBacksClosed',
] as const;
type Compared = (typeof compared)[number];

export type FiguresRow = {
  readonly queueId: string;
  readonly figure: Compared;
  readonly raw: number;
  readonly wallboard: number;
  readonly report: number;
};

export const differs = ({ raw, wallboard, report }: FiguresRow): boolean =>
  raw !== wallboard || raw !== report;

/** `ledger` and `lines` may be two databases; `wallboard`: a queue's figures of the same range. */
export async function compareFigures(options: {
  readonly ledger: Pick<SqlRunner, 'read'>;
  readonly lines: Pick<SqlRunner, 'read'>;
  readonly definitions: Definitions;
  readonly range: Range;
  readonly queueIds: readonly string[];
  readonly wallboard: (queueId: string) => Pick<Tally, Compared>;
}): Promise<readonly FiguresRow[]> {
  const { ledger, lines, definitions, range, wallboard } = options;
  const raw = new Map<string, RawCount>();
  for (const { definition, from, to } of definitionsOf(definitions, range.from, range.to)) {
    // oxlint-disable-next-line no-await-in-loop -- one definition after the other, on one connection
    const counted = await ledger.read(() => rawCountScript(definition, range, from, to));
    for (const each of counted) raw.set(each.queueId, sum(raw.get(each.queueId), each));
  }
  const report = await lines.read(() => talliesScript(definitions, range, 'queue'));
  const queueIds = [...new Set([...options.queueIds, ...raw.keys(), ...report.keys()])];
  return queueIds.flatMap((queueId) => {
    const shown = wallboard(queueId);
    return compared.map((figure) => ({
      queueId,
      figure,
      raw: raw.get(queueId)?.[figure] ?? 0,
      wallboard: shown[figure],
      report: (report.get(queueId) ?? emptyTally)[figure],
    }));
  });
}

function sum(before: RawCount | undefined, now: RawCount): RawCount {
  if (before === undefined) return now;
  return {
    queueId: now.queueId,
    offered: before.offered + now.offered,
    answered: before.answered + now.answered,
    answeredWithin: before.answeredWithin + now.answeredWithin,
    abandoned: before.abandoned + now.abandoned,
    callBacksDue: before.callBacksDue + now.callBacksDue,
    callBacksDone: before.callBacksDone + now.callBacksDone,
    callBacksClosed: before.callBacksClosed + now.callBacksClosed,
  };
}
