import type { ReactNode } from 'react';

export type ShapeName =
  | 'disc'
  | 'ring'
  | 'half-disc'
  | 'quarter-disc'
  | 'square'
  | 'triangle'
  | 'cup'
  | 'bars'
  | 'clock';

const paths: Readonly<Record<ShapeName, ReactNode>> = {
  disc: <circle cx="8" cy="8" r="6" fill="currentColor" />,
  ring: <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="2.4" />,
  'half-disc': (
    <>
      <circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" strokeWidth="1.8" />
      <path d="M8 2.8a5.2 5.2 0 0 0 0 10.4z" fill="currentColor" />
    </>
  ),
  'quarter-disc': (
    <>
      <circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" strokeWidth="1.8" />
      <path d="M8 8V2.8A5.2 5.2 0 0 1 13.2 8z" fill="currentColor" />
    </>
  ),
  square: <rect x="2.5" y="2.5" width="11" height="11" rx="1.5" fill="currentColor" />,
  bars: <path d="M3.5 3h3.2v10H3.5zM9.3 3h3.2v10H9.3z" fill="currentColor" />,
  triangle: <path d="M8 1.8 15 14H1z" fill="currentColor" />,
  clock: (
    <path
      d="M8 2.4a5.6 5.6 0 1 0 0 11.2A5.6 5.6 0 0 0 8 2.4M8 5v3.2l2.2 1.3"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
    />
  ),
  cup: (
    <path
      d="M3 4h8v5a4 4 0 0 1-8 0zM11 5.2h1.2a1.8 1.8 0 0 1 0 3.6H11"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
    />
  ),
};

/** The shape beside a state's word: the state is readable without colour. */
export function StateShape({ shape }: { readonly shape: ShapeName }): ReactNode {
  return (
    <svg viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true" data-shape={shape}>
      {paths[shape]}
    </svg>
  );
}
