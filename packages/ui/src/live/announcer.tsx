import type { ReactNode } from 'react';

/** Live regions of the desk (WAI-ARIA 1.2): assertive for ringing and emergencies only, polite for the rest. */
export function Announcer(props: { readonly urgent: string; readonly polite: string }): ReactNode {
  return (
    <>
      <div
        className="visually-hidden"
        role="alert"
        aria-live="assertive"
        data-testid="announce-urgent"
      >
        {props.urgent}
      </div>
      <output className="visually-hidden" aria-live="polite" data-testid="announce-polite">
        {props.polite}
      </output>
    </>
  );
}
