import { expect, it } from 'vitest';
import { textAt, titleAt, type SeatLine } from './draft-script.ts';
import { Tally } from './draft-tally.ts';

const faults: string[] = [];
const newTally = () => new Tally((fault) => faults.push(fault));
const hear = (tally: Tally, ...lines: readonly SeatLine[]) =>
  lines.forEach((line) => tally.hear(line));
const pulses = (from: number, to: number): SeatLine[] =>
  Array.from({ length: (to - from) / 20 + 1 }, (_, n) => ({ kind: 'pulse', at: from + n * 20 }));
const key = (id: string, revision: number, at: number): SeatLine => ({
  kind: 'key',
  id,
  revision,
  at,
});
const found = (
  id: string,
  revision: number,
  status: 'open' | 'to-file' | 'filed' = 'open',
): SeatLine => ({ kind: 'found', id, revision, isWhole: true, status });
const ready: SeatLine = { kind: 'ready' };
const ticket = (draftId: string, revision: number) => ({
  draftId,
  title: titleAt(revision),
  text: textAt(draftId, revision),
});

it('a key older than 250 ms that is not on the disk is lost, a younger one is not', () => {
  const tally = newTally();
  hear(tally, ready, key('a', 1, 0), key('b', 1, 100), ...pulses(0, 300));
  tally.seatKilled(300);
  hear(tally, ready);
  expect(tally.charactersLost).toBe(1);
});

it('a key that only the machine made wait is counted apart', () => {
  const tally = newTally();
  hear(tally, ready, ...pulses(0, 40), key('a', 1, 40));
  tally.seatKilled(700);
  hear(tally, ready);
  expect(tally).toMatchObject({ charactersLost: 0, charactersStarved: 1 });
});

it('a main thread that waits while its process runs is not excused', () => {
  const tally = newTally();
  hear(tally, ready, key('a', 1, 40), ...pulses(0, 400));
  tally.seatKilled(400);
  hear(tally, ready);
  expect(tally).toMatchObject({ charactersLost: 1, charactersStarved: 0 });
});

it('what the store said is saved must be there, however young', () => {
  const tally = newTally();
  hear(tally, ready, key('a', 1, 0), { kind: 'saved', id: 'a', revision: 1 });
  tally.seatKilled(1);
  hear(tally, ready);
  expect(tally.charactersLost).toBe(1);
});

it('taken back, submitted again and killed before that was told: its turn is the later one', () => {
  const tally = newTally();
  hear(
    tally,
    ready,
    ...['a', 'b'].flatMap((id): SeatLine[] => [
      key(id, 1, 0),
      { kind: 'saved', id, revision: 1 },
      { kind: 'submitting', id },
      { kind: 'submitted', id },
    ]),
    { kind: 'taking-back', id: 'a' },
    { kind: 'taken-back', id: 'a' },
    { kind: 'submitting', id: 'a' },
  );
  tally.seatKilled(10);
  hear(tally, found('a', 1, 'to-file'), found('b', 1, 'to-file'), ready);
  tally.settle([ticket('b', 1), ticket('a', 1)]);
  expect(tally).toMatchObject({ ticketsLost: 0, ticketsDoubled: 0, outOfOrder: 0 });
});

it('killed while it was taken back: on the disk it was not, and it keeps its turn', () => {
  const tally = newTally();
  hear(
    tally,
    ready,
    ...['a', 'b'].flatMap((id): SeatLine[] => [
      key(id, 1, 0),
      { kind: 'saved', id, revision: 1 },
      { kind: 'submitting', id },
      { kind: 'submitted', id },
    ]),
    { kind: 'taking-back', id: 'a' },
  );
  tally.seatKilled(10);
  hear(tally, found('a', 1, 'to-file'), found('b', 1, 'to-file'), ready);
  tally.settle([ticket('b', 1), ticket('a', 1)]);
  expect(tally.outOfOrder).toBe(1);
});

it('what was submitted and is open again was lost; two tickets of one draft are one too many', () => {
  const tally = newTally();
  hear(
    tally,
    ready,
    key('a', 1, 0),
    { kind: 'saved', id: 'a', revision: 1 },
    { kind: 'submitting', id: 'a' },
    { kind: 'submitted', id: 'a' },
  );
  tally.seatKilled(10);
  hear(tally, found('a', 1), ready);
  expect(tally.ticketsLost).toBe(1);
  tally.settle([ticket('a', 1), ticket('a', 1)]);
  expect(tally.ticketsDoubled).toBe(1);
});
