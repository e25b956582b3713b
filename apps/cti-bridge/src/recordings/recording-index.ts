/**
 * Which recordings there are. The desk is told what the PBX says while a call runs, so nothing is written within its
 * calls: changes are gathered for some ms and go into one commit. What is lost with the process is found again by
 * settle-unfinished.ts.
 */
import type { RecordingPort } from '../ports.ts';
import type { Store } from '../store/index.ts';
import { recordingName } from './file-name.ts';
import type { MaskedSpan, Recording } from './recording.ts';

const COMMIT_AFTER_MS = 20;
const RETRY_AFTER_MS = 1000;
/** Beyond it the memory is worth more: the files themselves are still there. */
const MAX_PENDING = 100_000;

export type RecordingIndex = RecordingPort & {
  /** A call's recordings in order. */
  of(callId: string): Recording[];
  /** Those still being written, as far as is known. */
  underWay(): Recording[];
  /** Those that ended, or went missing, before `at`. */
  endedBefore(at: number): Recording[];
  /** The file is gone and shall not be looked for. */
  forget(path: string): void;
  /** Writes what is gathered, for who reads the table itself. A store that does not take it now still answers. */
  flush(): void;
  /** Writes what is gathered. @throws when the store does not take it. */
  close(): void;
};

export type RecordingIndexOptions = {
  /** Absolute, on the PBX. */
  readonly folder: string;
  /** The hotline's local time minus UTC. */
  readonly utcOffsetMinutes: number;
  readonly failed: (cause: unknown) => void;
};

type Row = Omit<Recording, 'masked'> & { readonly masked: string };

const COLUMNS = `call_id AS callId, path, started_at AS startedAt, ended_at AS endedAt,
  length_ms AS lengthMs, state, masked`;

export function openRecordingIndex(store: Store, options: RecordingIndexOptions): RecordingIndex {
  const { folder, utcOffsetMinutes, failed } = options;
  const select = (where: string) =>
    store.prepare<[string | number], Row>(
      `SELECT ${COLUMNS} FROM recording WHERE ${where} ORDER BY started_at, path`,
    );
  const byPath = select('path = ?');
  const byCall = select('call_id = ?');
  const inState = select('state = ?');
  const before = select(`state <> 'on' AND coalesce(ended_at, started_at) < ?`);
  const start = store.prepare<[string, string, number]>(
    // Read back after a restart of the bridge it is the same recording, and began when it began.
    `INSERT INTO recording (path, call_id, started_at, state) VALUES (?, ?, ?, 'on')
     ON CONFLICT (path) DO UPDATE SET state = 'on', ended_at = NULL, length_ms = NULL`,
  );
  const mask = store.prepare<[string, string]>('UPDATE recording SET masked = ? WHERE path = ?');
  const end = store.prepare<[number, number, string, string]>(
    `UPDATE recording SET state = 'ended', ended_at = ?, length_ms = ?, masked = ? WHERE path = ?`,
  );
  const miss = store.prepare<[string, string, number, number]>(
    `INSERT INTO recording (path, call_id, started_at, ended_at, state) VALUES (?, ?, ?, ?, 'missing')
     ON CONFLICT (path) DO UPDATE SET state = 'missing', ended_at = excluded.ended_at`,
  );
  const remove = store.prepare<[string]>('DELETE FROM recording WHERE path = ?');

  let pending: (() => void)[] = [];
  let timer: NodeJS.Timeout | null = null;
  /** Paths that are taken, whether or not the table says so yet. */
  const taken = new Set<string>();
  const write = store.transaction((changes: readonly (() => void)[]) => {
    for (const task of changes) task();
  });

  /** @throws when the store does not take it; what is gathered is kept. */
  function commit(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (pending.length === 0) return;
    write.immediate(pending);
    pending = [];
  }
  function later(ms: number): void {
    timer ??= setTimeout(() => {
      try {
        commit();
      } catch (cause) {
        failed(cause);
        later(RETRY_AFTER_MS);
      }
    }, ms);
  }
  function change(task: () => void): void {
    if (pending.length >= MAX_PENDING) pending.shift();
    pending.push(task);
    later(COMMIT_AFTER_MS);
  }
  /** What was just told counts; a store that does not take it now still answers for what it has. */
  function read<T>(query: () => T): T {
    try {
      commit();
    } catch (cause) {
      failed(cause);
      later(RETRY_AFTER_MS);
    }
    return query();
  }
  const one = (path: string): Recording | null => {
    const row = byPath.get(path);
    return row === undefined ? null : fromRow(row);
  };

  return {
    newPath(callId, at) {
      for (let again = 0; ; again += 1) {
        const name = recordingName(
          again === 0 ? callId : `${callId}-${again + 1}`,
          at,
          utcOffsetMinutes,
        );
        const path = `${folder}/${name}`;
        if (taken.has(path) || one(path) !== null) continue;
        taken.add(path);
        return path;
      }
    },
    started(callId, path, at) {
      taken.add(path);
      change(() => {
        start.run(path, callId, at);
      });
    },
    masked(path, at, isMasked) {
      change(() => {
        const recording = one(path);
        if (recording === null) return;
        const from = Math.max(0, at - recording.startedAt);
        const spans = isMasked ? begin(recording.masked, from) : finish(recording.masked, from);
        mask.run(JSON.stringify(spans), path);
      });
    },
    ended(path, at, lengthMs) {
      change(() => {
        taken.delete(path);
        const recording = one(path);
        if (recording === null || recording.state === 'ended') return;
        const length = lengthMs ?? Math.max(0, at - recording.startedAt);
        end.run(at, length, JSON.stringify(finish(recording.masked, length)), path);
      });
    },
    missing(callId, path, at) {
      change(() => {
        miss.run(path, callId, at, at);
        taken.delete(path);
      });
    },
    of: (callId) => read(() => byCall.all(callId).map(fromRow)),
    underWay: () => read(() => inState.all('on').map(fromRow)),
    endedBefore: (at) => read(() => before.all(at).map(fromRow)),
    forget: (path) =>
      change(() => {
        remove.run(path);
      }),
    flush: () => read(() => undefined),
    close: commit,
  };
}

const isOpen = ({ to }: MaskedSpan): boolean => to === null;

function begin(spans: readonly MaskedSpan[], from: number): readonly MaskedSpan[] {
  return spans.some(isOpen) ? spans : [...spans, { from, to: null }];
}

function finish(spans: readonly MaskedSpan[], to: number): readonly MaskedSpan[] {
  return spans.map((span) => (isOpen(span) ? { ...span, to: Math.max(span.from, to) } : span));
}

function fromRow(row: Row): Recording {
  return { ...row, masked: JSON.parse(row.masked) as MaskedSpan[] };
}
