import { expect, it } from 'vitest';
import { fetchFile, type FileProgressStep } from './fetch-file.ts';

const letters = new TextEncoder();

function answering(
  parts: readonly string[],
  headers: Record<string, string>,
  end: 'close' | 'error' | 'never' = 'close',
): typeof fetch {
  return (_address, request) =>
    Promise.resolve(
      new Response(
        new ReadableStream({
          start(controller) {
            for (const part of parts) controller.enqueue(letters.encode(part));
            if (end === 'close') controller.close();
            if (end === 'error') controller.error(new Error('reset'));
            request?.signal?.addEventListener('abort', () =>
              controller.error(new DOMException('stopped', 'AbortError')),
            );
          },
        }),
        { headers },
      ),
    );
}
const csv = (rows: number) => ({
  'content-type': 'text/csv; charset=utf-8',
  'x-report-rows': String(rows),
});

async function get(fetcher: typeof fetch, stop = new AbortController()) {
  const told: FileProgressStep[] = [];
  const outcome = await fetchFile(fetcher, 'http://bridge/file', 'token', stop.signal, (step) => {
    told.push(step);
    if (step.lines === 1 && step.rows === 99) stop.abort();
  });
  return { outcome, told };
}

it('tells how far it is, and hands over the whole', async () => {
  const { outcome, told } = await get(answering(['head\r\na\r\n', 'b\r\n'], csv(2)));
  expect(told).toEqual([
    { rows: 2, bytes: 9, lines: 1 },
    { rows: 2, bytes: 12, lines: 2 },
  ]);
  expect(outcome).toEqual({ kind: 'whole', bytes: letters.encode('head\r\na\r\nb\r\n') });
});

it('of another kind of file only the bytes are known', async () => {
  const { told } = await get(answering(['PK'], { 'x-report-rows': '7' }));
  expect(told).toEqual([{ rows: 7, bytes: 2, lines: null }]);
});

it('can be given up', async () => {
  const { outcome } = await get(answering(['head\r\na\r\n'], csv(99), 'never'));
  expect(outcome).toEqual({ kind: 'stopped' });
});

it.each([
  ['breaks off', answering(['head\r\na\r\n'], csv(2), 'error'), { kind: 'broken' }],
  ['ends before its last row', answering(['head\r\na\r\n'], csv(2)), { kind: 'broken' }],
  [
    'is refused',
    () => Promise.resolve(new Response('{}', { status: 403 })),
    { kind: 'refused', status: 403 },
  ],
  ['is asked of nobody', () => Promise.reject(new Error('away')), { kind: 'broken' }],
] as const)('what %s is no file', async (_, fetcher, expected) => {
  expect((await get(fetcher)).outcome).toEqual(expected);
});
