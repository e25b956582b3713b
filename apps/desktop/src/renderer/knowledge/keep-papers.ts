import type { KnowledgeCopyStore } from '../../shared/desk-platform.ts';
import type { LibraryLink } from './library-link.ts';

/** Fetches the papers that the copy's articles name and that are not here yet; cut off, the next try fetches the rest. */
export async function keepPapers(
  copy: Pick<KnowledgeCopyStore, 'missingPapers' | 'keepPaper'>,
  link: Pick<LibraryLink, 'file'>,
): Promise<void> {
  for (;;) {
    let kept = 0;
    // oxlint-disable no-await-in-loop -- one after the other: a call's audio shares the line
    for (const { hash } of await copy.missingPapers()) {
      const bytes = await link.file(hash);
      if (bytes === null) continue;
      await copy.keepPaper(hash, bytes);
      kept += 1;
    }
    // oxlint-enable no-await-in-loop
    if (kept === 0) return;
  }
}
