/** What a page may ask of the machine: its microphone and the choice of a loudspeaker, and only the desk's own page. */
import type { Session } from 'electron';
import { ORIGIN } from './desk-files.ts';

type Asked = {
  readonly permission: string;
  /** Origin with or without a trailing slash. */
  readonly origin: string;
  readonly isMainFrame: boolean;
  /** Of the page that asks; absent: not told. */
  readonly path?: string;
  /** For `media`: what is asked for; a check without it asks for nothing. */
  readonly media: readonly string[];
};

export function isPermitted({ permission, origin, isMainFrame, path, media }: Asked): boolean {
  if (!isMainFrame || origin.replace(/\/$/u, '') !== ORIGIN) return false;
  // The floating bar is a page of ours too, and needs none of it.
  if (path !== undefined && path !== '/') return false;
  if (permission === 'speaker-selection') return true;
  return permission === 'media' && media.length > 0 && media.every((kind) => kind === 'audio');
}

export function limitPermissions(session: Session, onDenied: (permission: string) => void): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const permitted = isPermitted({
      permission,
      origin: originOf(details.requestingUrl),
      isMainFrame: details.isMainFrame,
      ...pathOf(details.requestingUrl),
      media: 'mediaTypes' in details ? (details.mediaTypes ?? []) : [],
    });
    if (!permitted) onDenied(permission);
    answer(permitted);
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) =>
    isPermitted({
      permission,
      origin,
      isMainFrame: details.isMainFrame,
      ...pathOf(details.requestingUrl),
      media: details.mediaType === undefined ? [] : [details.mediaType],
    }),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler(null);
}

/** `URL.origin` is 'null' for a scheme of one's own. */
function originOf(address: string): string {
  if (!URL.canParse(address)) return '';
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}

function pathOf(address: string | undefined): { readonly path?: string } {
  if (address === undefined || !URL.canParse(address)) return {};
  return { path: new URL(address).pathname };
}
