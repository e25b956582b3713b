/**
 * Server certificates count only when they come from the authority that the seat's configuration names (decision 12):
 * neither the system's store nor a root that some other program installed. Checked here in the open: chain of signatures,
 * CA flags, validity, purpose, host name (RFC 5280, 6.1; RFC 9525). Not checked: revocation and name constraints; the
 * hotline's authority is its own, and a lost key is answered by replacing the authority on the seats.
 */
import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { err, ok, type Result } from '@hotline/domain/result';

export type TrustRefusal =
  | 'no-authority'
  | 'unreadable'
  | 'host-name'
  | 'expired'
  | 'not-yet-valid'
  | 'not-for-servers'
  | 'not-an-authority'
  | 'unknown-authority';

/** id-kp-serverAuth and anyExtendedKeyUsage, RFC 5280, 4.2.1.12 */
const SERVER_PURPOSES = ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'];
const MAX_CHAIN = 8;

/** Throws when the PEM text holds no certificate, or one that is no authority. */
export function readAuthorities(pem: string): readonly X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/gu) ?? [];
  const authorities = blocks.map((block) => new X509Certificate(block));
  if (authorities.length === 0) throw new Error('no certificate in this file');
  const plain = authorities.find((authority) => !authority.ca);
  if (plain !== undefined)
    throw new Error(`not an authority: ${plain.subject.replaceAll('\n', ', ')}`);
  return authorities;
}

/** `chain` as the server sent it, its own certificate first, PEM. `now` in ms since 1970. */
export function checkServer(
  hostname: string,
  chain: readonly string[],
  authorities: readonly X509Certificate[],
  now: number,
): Result<void, TrustRefusal> {
  if (authorities.length === 0) return err('no-authority');
  let certificates: readonly X509Certificate[];
  try {
    certificates = chain.slice(0, MAX_CHAIN).map((pem) => new X509Certificate(pem));
  } catch {
    return err('unreadable');
  }
  const [server, ...between] = certificates;
  if (server === undefined) return err('unreadable');
  const purposes = server.keyUsage as readonly string[] | undefined;
  if (purposes !== undefined && !purposes.some((purpose) => SERVER_PURPOSES.includes(purpose))) {
    return err('not-for-servers');
  }
  if (!namesHost(server, hostname)) return err('host-name');
  return climb(server, between, authorities, now);
}

/** From the server's certificate to an authority of ours, by the certificates that the server sent along. */
function climb(
  server: X509Certificate,
  between: readonly X509Certificate[],
  authorities: readonly X509Certificate[],
  now: number,
): Result<void, TrustRefusal> {
  let current = server;
  const left = new Set(between);
  for (;;) {
    const timely = checkDates(current, now);
    if (!timely.ok) return timely;
    const root = authorities.find((authority) => isIssuedBy(current, authority));
    if (root !== undefined) return checkDates(root, now);
    const next = [...left].find((candidate) => isIssuedBy(current, candidate));
    if (next === undefined) return err('unknown-authority');
    if (!next.ca) return err('not-an-authority');
    left.delete(next);
    current = next;
  }
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  // checkIssued compares names and key usage only; the signature is what counts.
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function checkDates(certificate: X509Certificate, now: number): Result<void, TrustRefusal> {
  if (now < Date.parse(certificate.validFrom)) return err('not-yet-valid');
  if (now > Date.parse(certificate.validTo)) return err('expired');
  return ok(undefined);
}

function namesHost(certificate: X509Certificate, hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/gu, '');
  // RFC 9525, 2: only the subjectAltName counts, never the common name.
  return isIP(bare) === 0
    ? certificate.checkHost(bare, { subject: 'never' }) !== undefined
    : certificate.checkIP(bare) !== undefined;
}
