import type { KnowledgeCopyStore } from '../../shared/desk-platform.ts';
import type { LibraryLink } from './library-link.ts';

/**
 * Brings the seat's copy up to the bridge's library, a page at a time; cut off, the next try goes on from the last page
 * that was kept. `told` hears how many articles are still to come. A copy of another library is begun anew.
 */
export async function keepCopy(
  copy: Pick<KnowledgeCopyStore, 'state' | 'apply'>,
  link: Pick<LibraryLink, 'page'>,
  told: (left: number) => void,
): Promise<void> {
  const { library, upTo } = await copy.state();
  let page = await link.page(upTo);
  if (library !== null && library !== page.library) page = await link.page(0);
  for (;;) {
    if (page.articles.length + page.gone.length > 0 || page.library !== library) {
      // oxlint-disable-next-line no-await-in-loop -- in order, or a cut would leave a gap
      await copy.apply(page);
    }
    told(page.left);
    if (page.left === 0) return;
    // oxlint-disable-next-line no-await-in-loop -- each page begins where the last ended
    page = await link.page(page.upTo);
  }
}
