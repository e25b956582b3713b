import { repeated, type ReferenceProblem } from './reference-problem.ts';
import type { HotlineFile } from './schema.ts';

export function checkQuality({ quality }: HotlineFile): ReferenceProblem[] {
  const { items, passAt } = quality.sheet;
  const of = items.reduce((sum, item) => sum + (item.fatal ? 0 : item.points), 0);
  return [
    ...repeated(items, ['quality', 'sheet', 'items'], 'id'),
    ...repeated(quality.draw, ['quality', 'draw'], 'kind'),
    ...(passAt <= of
      ? []
      : [
          {
            path: ['quality', 'sheet', 'passAt'],
            words: {
              zh: `各项合计只有 ${of} 分，谁也达不到 ${passAt} 分`,
              en: `the items come to ${of} points, nobody could reach ${passAt}`,
            },
          },
        ]),
  ];
}
