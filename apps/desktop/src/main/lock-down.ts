/** Closes what a web page could otherwise do to the machine (decision 12). Before the first window. */
import { app, type Certificate, type Session, type WebContents } from 'electron';
import type { X509Certificate } from 'node:crypto';
import { checkServer } from './certificate-trust.ts';
import { isConnectAllowed } from './content-policy.ts';
import { ORIGIN } from './desk-files.ts';
import { limitPermissions } from './permissions.ts';

/** What was held off, for the log: a kind and an address without its query. */
export type Held = (
  what: 'navigation' | 'window' | 'webview' | 'request' | 'permission' | 'certificate',
  detail: string,
) => void;

/** Every web contents there will ever be, also one that a bug opens. */
export function holdPages(onHeld: Held): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-frame-navigate', (event) => {
      if (event.isMainFrame && event.url === `${ORIGIN}/`) return;
      event.preventDefault();
      onHeld('navigation', bare(event.url));
    });
    contents.on('will-redirect', (event) => {
      event.preventDefault();
      onHeld('navigation', bare(event.url));
    });
    contents.setWindowOpenHandler(({ url }) => {
      onHeld('window', bare(url));
      return { action: 'deny' };
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
      onHeld('webview', '');
    });
  });
}

export function holdNetwork(
  session: Session,
  connects: readonly string[],
  authorities: readonly X509Certificate[],
  onHeld: Held,
): void {
  limitPermissions(session, (permission) => onHeld('permission', permission));
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  // The content policy says the same to the page; this also holds what a policy does not cover.
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const cancel = !isOwn(url) && !isConnectAllowed(connects, url);
    if (cancel) onHeld('request', bare(url));
    answer({ cancel });
  });
  session.setCertificateVerifyProc(({ hostname, certificate }, answer) => {
    const checked = checkServer(hostname, chainOf(certificate), authorities, Date.now());
    if (!checked.ok) onHeld('certificate', `${hostname}: ${checked.error}`);
    // 0: trusted. -2: refused. Never -3, which would ask the system's own list of authorities.
    answer(checked.ok ? 0 : -2);
  });
}

function isOwn(url: string): boolean {
  return (
    url.startsWith(`${ORIGIN}/`) || url.startsWith(`blob:${ORIGIN}/`) || url.startsWith('data:')
  );
}

function chainOf(certificate: Certificate): readonly string[] {
  const chain: string[] = [];
  // A root names itself as its issuer.
  for (
    let one: Certificate | undefined = certificate;
    one !== undefined && !chain.includes(one.data) && chain.length < 16;
    one = one.issuerCert as Certificate | undefined
  ) {
    chain.push(one.data);
  }
  return chain;
}

function bare(address: string): string {
  if (!URL.canParse(address)) return '?';
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${protocol === 'data:' ? '' : pathname}`.slice(0, 200);
}
