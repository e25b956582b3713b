// The certificate library finds its parts by reflection and wants this first.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkServer, readAuthorities } from './certificate-trust.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-03-01T00:00:00Z');
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
x509.cryptoProvider.set(webcrypto);

type Issued = {
  readonly pem: string;
  readonly certificate: x509.X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
};
type Wish = {
  readonly name: string;
  readonly by?: Issued;
  readonly ca?: boolean;
  readonly hosts?: readonly string[];
  readonly purposes?: readonly string[];
  readonly from?: number;
  readonly to?: number;
};

async function issue({
  name,
  by,
  ca = false,
  hosts = [],
  purposes,
  from = NOW - DAY,
  to = NOW + DAY,
}: Wish): Promise<Issued> {
  const keys = await webcrypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex'),
    subject: `CN=${name}`,
    issuer: by?.certificate.subject ?? `CN=${name}`,
    notBefore: new Date(from),
    notAfter: new Date(to),
    publicKey: keys.publicKey,
    signingKey: by?.keys.privateKey ?? keys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(ca, undefined, true),
      ...(purposes === undefined ? [] : [new x509.ExtendedKeyUsageExtension([...purposes])]),
      ...(hosts.length === 0
        ? []
        : [
            new x509.SubjectAlternativeNameExtension(
              hosts.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
            ),
          ]),
    ],
  });
  return { pem: certificate.toString('pem'), certificate, keys };
}

const SERVER = ['1.3.6.1.5.5.7.3.1'];
let root: Issued;
let middle: Issued;
let stranger: Issued;
const check = (
  host: string,
  chain: readonly Issued[],
  from: readonly Issued[] = [root],
  now = NOW,
) => {
  const result = checkServer(
    host,
    chain.map(({ pem }) => pem),
    from.flatMap(({ pem }) => readAuthorities(pem)),
    now,
  );
  return result.ok ? 'trusted' : result.error;
};

beforeAll(async () => {
  root = await issue({ name: 'hotline authority', ca: true, to: NOW + 900 * DAY });
  middle = await issue({ name: 'hotline seats', ca: true, by: root, to: NOW + 400 * DAY });
  stranger = await issue({ name: 'hotline authority', ca: true, to: NOW + 900 * DAY });
});

describe('a server of the hotline', () => {
  const hosts = ['pbx.example.cn', '10.0.0.5', 'fd00::5', '*.seats.example.cn'];

  it('by our authority, for its names and addresses', async () => {
    const server = await issue({ name: 'pbx', by: root, hosts, purposes: SERVER });
    expect(check('pbx.example.cn', [server])).toBe('trusted');
    expect(check('10.0.0.5', [server])).toBe('trusted');
    expect(check('[fd00::5]', [server])).toBe('trusted');
    expect(check('a.seats.example.cn', [server])).toBe('trusted');
    expect(check('other.example.cn', [server])).toBe('host-name');
    expect(check('10.0.0.6', [server])).toBe('host-name');
    expect(check('pbx', [server])).toBe('host-name');
    expect(check('pbx.example.cn', [server], [stranger, root])).toBe('trusted');
  });

  it('by way of an authority in between, when it sends that one along', async () => {
    const server = await issue({ name: 'pbx', by: middle, hosts });
    expect(check('10.0.0.5', [server, middle])).toBe('trusted');
    expect(check('10.0.0.5', [server, stranger, root, middle])).toBe('trusted');
    expect(check('10.0.0.5', [server])).toBe('unknown-authority');
  });

  it('not by another authority of the same name, whatever it sends along', async () => {
    const server = await issue({ name: 'pbx', by: stranger, hosts });
    expect(check('10.0.0.5', [server])).toBe('unknown-authority');
    expect(check('10.0.0.5', [server, stranger])).toBe('unknown-authority');
    expect(check('10.0.0.5', [server, root])).toBe('unknown-authority');
  });

  it('not by itself, and not by another server', async () => {
    const alone = await issue({ name: 'pbx', hosts });
    expect(check('10.0.0.5', [alone])).toBe('unknown-authority');
    const server = await issue({ name: 'first', by: root, hosts });
    const forged = await issue({ name: 'pbx', by: server, hosts });
    expect(check('10.0.0.5', [forged, server])).toBe('not-an-authority');
  });

  it('within its dates, and within those of everyone above it', async () => {
    const server = await issue({ name: 'pbx', by: root, hosts, from: NOW, to: NOW + DAY });
    expect(check('10.0.0.5', [server], [root], NOW - 1_000)).toBe('not-yet-valid');
    expect(check('10.0.0.5', [server], [root], NOW + DAY + 1_000)).toBe('expired');
    const old = await issue({ name: 'old authority', ca: true, to: NOW - 1_000 });
    expect(check('10.0.0.5', [await issue({ name: 'p', by: old, hosts })], [old])).toBe('expired');
  });

  it('not a certificate for something else', async () => {
    const mail = await issue({ name: 'p', by: root, hosts, purposes: ['1.3.6.1.5.5.7.3.4'] });
    expect(check('10.0.0.5', [mail])).toBe('not-for-servers');
  });

  it('without an authority nothing is trusted; what cannot be read neither', async () => {
    const server = await issue({ name: 'pbx', by: root, hosts });
    expect(check('10.0.0.5', [server], [])).toBe('no-authority');
    const authorities = readAuthorities(root.pem);
    expect(checkServer('10.0.0.5', ['nonsense'], authorities, NOW)).toMatchObject({
      error: 'unreadable',
    });
    expect(checkServer('10.0.0.5', [], authorities, NOW)).toMatchObject({ error: 'unreadable' });
  });
});

describe('the file of authorities', () => {
  it('may hold several', () => {
    expect(readAuthorities(`# ours\n${root.pem}\n${middle.pem}\n`)).toHaveLength(2);
  });
  it('is refused when it holds none, or something that is none', async () => {
    expect(() => readAuthorities('')).toThrow(/no certificate/u);
    const server = await issue({ name: 'pbx', by: root });
    expect(() => readAuthorities(server.pem)).toThrow(/not an authority: CN=pbx/u);
  });
});
