/** 拉取: how far each platform was read. */
import { firstRow, rows, type Script } from './sql-script.ts';

/** Where the next page begins; '' before the first. */
export function* pulledToScript(source: string): Script<string> {
  const row = yield* firstRow<{ cursor: string }>(
    'SELECT cursor FROM ticket_pull WHERE source = ?',
    source,
  );
  return row?.cursor ?? '';
}

export function* pulledScript(source: string, cursor: string, at: number): Script<void> {
  yield* rows(
    `INSERT INTO ticket_pull (source, cursor, at) VALUES (?, ?, ?)
     ON CONFLICT (source) DO UPDATE SET cursor = excluded.cursor, at = excluded.at`,
    source,
    cursor,
    at,
  );
}
