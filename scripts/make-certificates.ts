/**
 * Makes an authority of the hotline's own and a certificate for the PBX's and the bridge's names, for centres without
 * an authority of their own:
 *
 *   node scripts/make-certificates.ts [--folder var/certificates] [--host pbx.example --host 10.0.0.5 …] [--days 397]
 *
 * An authority that is there already is used again, so seats go on trusting what their configuration names; only the
 * server's certificate is made anew. Nothing is installed anywhere: no browser and no system comes to trust it.
 */
// The certificate library finds its parts by reflection and wants this first.
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as x509 from '@peculiar/x509';

const DAY = 24 * 60 * 60 * 1000;
const AUTHORITY_DAYS = 3650;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

x509.cryptoProvider.set(crypto);

export interface CertificateRequest {
  readonly folder: string;
  /** Names and addresses that seats dial; the first is the certificate's subject. */
  readonly hosts: readonly string[];
  /** The server certificate's life in days; browsers refuse more than 398. */
  readonly days: number;
  readonly now: Date;
}

export interface CertificateFiles {
  /** What a seat's configuration names as the authority it trusts. */
  readonly authority: string;
  /** Signs further certificates: keep it off the servers. */
  readonly authorityKey: string;
  /** Certificate and authority, for the bridge's own TLS. */
  readonly server: string;
  readonly serverKey: string;
  /** FreeSWITCH's: key, certificate and authority in one file of this name, in the folder HOTLINE_CERT_DIR. */
  readonly wss: string;
}

type SigningKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

interface Authority {
  readonly certificate: x509.X509Certificate;
  readonly key: SigningKey;
}

export async function makeCertificates(request: CertificateRequest): Promise<CertificateFiles> {
  const [subject] = request.hosts;
  if (subject === undefined) throw new Error('a certificate needs at least one name or address');
  mkdirSync(request.folder, { recursive: true, mode: 0o700 });
  const file = (name: string): string => join(request.folder, name);
  const files: CertificateFiles = {
    authority: file('authority.pem'),
    authorityKey: file('authority.key'),
    server: file('server.pem'),
    serverKey: file('server.key'),
    wss: file('wss.pem'),
  };

  // The key is kept elsewhere, as it should be: a second authority of the same name would cut off every seat.
  if (existsSync(files.authority) && !existsSync(files.authorityKey)) {
    throw new Error(`${files.authority} is there without its key: bring the key, or remove both`);
  }
  const authority = existsSync(files.authority)
    ? await readAuthority(files)
    : await makeAuthority(files, request.now);

  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: [{ CN: [subject] }],
    issuer: authority.certificate.subject,
    notBefore: new Date(request.now.getTime() - DAY),
    notAfter: new Date(request.now.getTime() + request.days * DAY),
    publicKey: keys.publicKey,
    signingKey: authority.key,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        request.hosts.map((host) => ({
          type: isIP(host) === 0 ? ('dns' as const) : ('ip' as const),
          value: host,
        })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(authority.certificate),
    ],
  });

  const chain = `${certificate.toString('pem')}\n${authority.certificate.toString('pem')}\n`;
  const key = await privateKeyPem(keys.privateKey);
  writeFileSync(files.server, chain);
  writeFileSync(files.serverKey, key, { mode: 0o600 });
  writeFileSync(files.wss, key + chain, { mode: 0o600 });
  return files;
}

async function makeAuthority(files: CertificateFiles, now: Date): Promise<Authority> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ CN: ['12345 hotline authority'] }],
    notBefore: new Date(now.getTime() - DAY),
    notAfter: new Date(now.getTime() + AUTHORITY_DAYS * DAY),
    keys: keys,
    signingAlgorithm: algorithm,
    extensions: [
      // Path length 0: it signs servers, never another authority.
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  writeFileSync(files.authority, `${certificate.toString('pem')}\n`);
  writeFileSync(files.authorityKey, await privateKeyPem(keys.privateKey), {
    mode: 0o600,
  });
  return { certificate, key: keys.privateKey };
}

async function readAuthority(files: CertificateFiles): Promise<Authority> {
  const [pkcs8] = x509.PemConverter.decode(readFileSync(files.authorityKey, 'latin1'));
  if (pkcs8 === undefined) throw new Error(`${files.authorityKey} holds no key`);
  return {
    certificate: new x509.X509Certificate(readFileSync(files.authority, 'latin1')),
    key: await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']),
  };
}

async function privateKeyPem(key: SigningKey): Promise<string> {
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', key);
  return `${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`;
}

/** 16 random bytes, the first bit clear: RFC 5280 section 4.1.2.2 wants a positive number. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x7f) | 0x01;
  return bytes.toString('hex');
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string', default: 'var/certificates' },
      host: { type: 'string', multiple: true, default: ['127.0.0.1', 'localhost'] },
      days: { type: 'string', default: '397' },
    },
  });
  const days = Number(values.days);
  if (!Number.isInteger(days) || days < 1)
    throw new Error(`--days ${values.days} is no number of days`);
  const files = await makeCertificates({
    folder: resolve(values.folder),
    hosts: values.host,
    days,
    now: new Date(),
  });
  console.log(`For ${values.host.join(', ')}, valid ${days} days:
  seats trust          ${files.authority}
  FreeSWITCH           ${files.wss}   (HOTLINE_CERT_DIR is its folder)
  the bridge's TLS     ${files.server} and ${files.serverKey}
  keep safe, off-line  ${files.authorityKey}`);
}
