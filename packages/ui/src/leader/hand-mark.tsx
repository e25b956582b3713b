import type { ReactNode } from 'react';

/** A raised hand, drawn: the sign for it is missing in the fonts of many systems. */
export function HandMark(): ReactNode {
  return (
    <svg viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true">
      <path
        fill="currentColor"
        d="M4.6 9.2V4.1a.9.9 0 0 1 1.8 0v3h.5V2.6a.9.9 0 0 1 1.8 0v4.5h.5V3.2a.9.9 0 0 1 1.8 0v4.2h.5V5a.9.9 0 0 1 1.7 0v5.2A4.6 4.6 0 0 1 8.7 15c-1.9 0-3-.9-3.9-2.3L2.4 9.2a1 1 0 0 1 1.6-1.1z"
      />
    </svg>
  );
}
