/** What the page may load and reach (decision 12). Built from the seat's configuration and nothing else. */

/** `connects`: origins of the bridge and the PBX; `nonce` is new for every page. */
export function contentPolicy(connects: readonly string[], nonce: string): string {
  return Object.entries({
    'default-src': "'none'",
    'script-src': "'self'",
    // antd writes its styles at run time; it is given the page's nonce, so nobody else can.
    'style-src-elem': `'self' 'nonce-${nonce}'`,
    'style-src-attr': "'unsafe-inline'",
    'img-src': "'self' data:",
    'font-src': "'self'",
    'media-src': "'self' blob:",
    'connect-src': ["'self'", ...connects].join(' '),
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'frame-src': "'none'",
    'object-src': "'none'",
    'worker-src': "'none'",
  })
    .map(([directive, value]) => `${directive} ${value}`)
    .join('; ');
}

/** True when one of the policy's connect sources covers `address`; for what goes round CSP (redirects, prefetch). */
export function isConnectAllowed(connects: readonly string[], address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return connects.some((source) =>
    source.endsWith(':*')
      ? `${url.protocol}//${url.hostname}` === source.slice(0, -2)
      : `${url.protocol}//${url.host}` === source,
  );
}
