import { diffWordsWithSpace } from 'diff';
import type { ReactNode } from 'react';
import styles from './version-compare.module.css';

/** Chinese has no spaces between words; without it every change would mark a whole sentence. */
const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** One side of two texts, with what the other has not: struck out before, underlined after. */
export function MarkedText(props: {
  readonly before: string;
  readonly after: string;
  readonly side: 'before' | 'after';
}): ReactNode {
  const parts = diffWordsWithSpace(props.before, props.after, { intlSegmenter: words });
  return (
    <p className={styles['text']}>
      {parts
        .filter(({ added, removed }) => (props.side === 'before' ? !added : !removed))
        .map(({ added, removed, value }, index) => {
          // Parts have no identity but their place.
          const key = `${index}`;
          if (removed) return <del key={key}>{value}</del>;
          return added ? <ins key={key}>{value}</ins> : <span key={key}>{value}</span>;
        })}
    </p>
  );
}
