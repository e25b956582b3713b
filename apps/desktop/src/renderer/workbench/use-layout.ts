import { useEffect, useState, type RefObject } from 'react';

export type Layout = {
  /** `one`: everything one below the other, for 200 % text or a small window. */
  readonly columns: 'three-wide' | 'three' | 'one';
  /** All panels of the right column in sight at once instead of tabs. */
  readonly stacked: boolean;
};

/** By the room there is in `rem`, so that larger text counts like a smaller window. */
export function layoutFor(widthRem: number, heightRem: number): Layout {
  return {
    columns: widthRem >= 100 ? 'three-wide' : widthRem >= 64 ? 'three' : 'one',
    stacked: widthRem >= 100 && heightRem >= 54,
  };
}

export function useLayout(at: RefObject<HTMLElement | null>): Layout {
  const [layout, setLayout] = useState<Layout>({ columns: 'three', stacked: false });
  useEffect(() => {
    if (at.current === null || typeof ResizeObserver === 'undefined') return undefined;
    const measure = () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
      const next = layoutFor(window.innerWidth / rem, window.innerHeight / rem);
      setLayout((now) =>
        now.columns === next.columns && now.stacked === next.stacked ? now : next,
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(at.current);
    return () => observer.disconnect();
  }, [at]);
  return layout;
}
