import type { HallView } from '@hotline/domain/protocol';

export type HallPage =
  | { readonly kind: 'queues'; readonly queueIds: readonly string[] }
  | { readonly kind: 'seats' }
  | { readonly kind: 'trend'; readonly queueId: string };

/** What can be read from ten metres. */
const QUEUES_A_PAGE = 3;

/** In the order in which they are shown: all queues, the seats, then each queue's last two hours. */
export function hallPages({ figures, trends }: Pick<HallView, 'figures' | 'trends'>): HallPage[] {
  const ids = figures.map(({ queueId }) => queueId);
  const pages: HallPage[] = [];
  for (let at = 0; at < ids.length; at += QUEUES_A_PAGE)
    pages.push({ kind: 'queues', queueIds: ids.slice(at, at + QUEUES_A_PAGE) });
  pages.push({ kind: 'seats' });
  for (const { queueId } of trends) pages.push({ kind: 'trend', queueId });
  return pages;
}
