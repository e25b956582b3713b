/** 推送: what is still to be told to whom. One ticket's entries go to one target in their order, one at a time. */
import { firstRow, rows, type Script } from './sql-script.ts';

export type DueDelivery = {
  readonly target: string;
  readonly ticketNo: string;
  /** Of the history's entry. */
  readonly no: number;
  readonly attempts: number;
  /** ms; null before the first attempt. */
  readonly firstAt: number | null;
};

export type Attempted =
  | {
      readonly outcome: 'delivered';
      readonly at: number;
      readonly status: number;
      readonly receiptId: string | null;
    }
  | {
      readonly outcome: 'waiting' | 'dead';
      readonly at: number;
      /** ms; of no meaning for a dead one. */
      readonly nextAt: number;
      readonly status: number | null;
      readonly fault: string | null;
    };

export type DeadDelivery = DueDelivery & {
  readonly status: number | null;
  readonly fault: string | null;
};

type Key = Pick<DueDelivery, 'target' | 'ticketNo' | 'no'>;

/** For a person to look at; whoever has more has one cause, not a thousand. */
const DEAD_SHOWN = 500;

const COLUMNS = 'd.target, d.ticket_no AS "ticketNo", d.no, d.attempts, d.first_at AS "firstAt"';

export function* dueScript(now: number, limit: number): Script<readonly DueDelivery[]> {
  return yield* rows<DueDelivery>(
    `SELECT ${COLUMNS} FROM ticket_delivery d
     WHERE d.state = 'waiting' AND d.next_at <= ? AND NOT EXISTS (
       SELECT 1 FROM ticket_delivery e
       WHERE e.target = d.target AND e.ticket_no = d.ticket_no AND e.no < d.no AND e.state <> 'delivered')
     ORDER BY d.next_at, d.ticket_no LIMIT ?`,
    now,
    limit,
  );
}

export function* attemptedScript({ target, ticketNo, no }: Key, how: Attempted): Script<void> {
  const isOver = how.outcome === 'delivered';
  yield* rows(
    `UPDATE ticket_delivery SET state = ?, attempts = attempts + 1, first_at = coalesce(first_at, ?), next_at = ?,
                                status = ?, fault = ?, receipt_id = ?
     WHERE target = ? AND ticket_no = ? AND no = ?`,
    how.outcome,
    how.at,
    isOver ? how.at : how.nextAt,
    how.status,
    isOver ? null : how.fault,
    isOver ? how.receiptId : null,
    target,
    ticketNo,
    no,
  );
}

export function* listDeadScript(): Script<readonly DeadDelivery[]> {
  return yield* rows<DeadDelivery>(
    `SELECT ${COLUMNS}, d.status, d.fault FROM ticket_delivery d
     WHERE d.state = 'dead' ORDER BY d.target, d.ticket_no, d.no LIMIT ${DEAD_SHOWN}`,
  );
}

export function* retryScript({ target, ticketNo, no }: Key, now: number): Script<boolean> {
  const row = yield* firstRow(
    `UPDATE ticket_delivery SET state = 'waiting', attempts = 0, first_at = NULL, next_at = ?
     WHERE target = ? AND ticket_no = ? AND no = ? AND state = 'dead' RETURNING no`,
    now,
    target,
    ticketNo,
    no,
  );
  return row !== null;
}
