import type { HallView } from '@hotline/domain/protocol';
import { expect, test } from 'vitest';
import { hallPages } from './hall-pages.ts';

const of = (queues: number) =>
  hallPages({
    figures: Array.from({ length: queues }, (_, n) => ({
      queueId: `q${n}`,
    })) as HallView['figures'],
    trends: [{ queueId: 'q0' }] as HallView['trends'],
  });

test('no more queues on a page than can be read, and none left out', () => {
  const pages = of(7);
  const shown = pages.flatMap((page) => (page.kind === 'queues' ? page.queueIds : []));
  expect(shown).toEqual(['q0', 'q1', 'q2', 'q3', 'q4', 'q5', 'q6']);
  expect(pages.map(({ kind }) => kind)).toEqual(['queues', 'queues', 'queues', 'seats', 'trend']);
});

test('a hotline without queues still shows its seats', () => {
  expect(of(0)[0]).toEqual({ kind: 'seats' });
});
