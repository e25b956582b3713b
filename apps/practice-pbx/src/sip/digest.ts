import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Credentials } from 'sip';

/** RFC 2617 / RFC 8760 with MD5 and qop=auth, the only form which FreeSWITCH and the browsers' SIP stacks share. */
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

export const ha1 = (user: string, realm: string, password: string): string =>
  md5(`${user}:${realm}:${password}`);

const bare = (value: string | undefined): string => (value ?? '').replace(/^"(.*)"$/, '$1');

export interface DigestAnswer {
  readonly username: string;
  readonly realm: string;
  readonly nonce: string;
  readonly uri: string;
  readonly response: string;
  readonly qop: string;
  readonly nc: string;
  readonly cnonce: string;
}

/** The parts of an Authorization header, or undefined when it is no Digest or lacks one. */
export function readDigest(credentials: Credentials | undefined): DigestAnswer | undefined {
  if (credentials?.scheme.toLowerCase() !== 'digest') return undefined;
  const answer = {
    username: bare(credentials['username']),
    realm: bare(credentials['realm']),
    nonce: bare(credentials['nonce']),
    uri: bare(credentials['uri']),
    response: bare(credentials['response']),
    qop: bare(credentials['qop']),
    nc: bare(credentials['nc']),
    cnonce: bare(credentials['cnonce']),
  };
  return answer.username && answer.nonce && answer.response ? answer : undefined;
}

export function digestResponse(
  hash: string,
  method: string,
  answer: Omit<DigestAnswer, 'response'>,
): string {
  const ha2 = md5(`${method}:${answer.uri}`);
  return answer.qop === 'auth'
    ? md5(`${hash}:${answer.nonce}:${answer.nc}:${answer.cnonce}:auth:${ha2}`)
    : md5(`${hash}:${answer.nonce}:${ha2}`);
}

/** Whether the peer knows the password behind `hash` (MD5 of `user:realm:password`, hex). */
export function digestFits(hash: string, method: string, answer: DigestAnswer): boolean {
  const expected = Buffer.from(digestResponse(hash.toLowerCase(), method, answer));
  const given = Buffer.from(answer.response.toLowerCase());
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** The nonces handed out, each good for `ttlMs` and for rising counts only. */
export class Nonces {
  readonly #ttlMs: number;
  readonly #issued = new Map<string, { at: number; lastCount: number }>();

  constructor(ttlMs: number) {
    this.#ttlMs = ttlMs;
  }

  issue(now: number): string {
    for (const [nonce, { at }] of this.#issued) {
      if (now - at <= this.#ttlMs) break;
      this.#issued.delete(nonce);
    }
    const nonce = randomBytes(16).toString('hex');
    this.#issued.set(nonce, { at: now, lastCount: 0 });
    return nonce;
  }

  /** Counts one use; `stale` when it is not ours any more, or was used with this count before. */
  use(nonce: string, count: string, now: number): 'fresh' | 'stale' {
    const known = this.#issued.get(nonce);
    if (!known || now - known.at > this.#ttlMs) return 'stale';
    const value = count === '' ? known.lastCount + 1 : Number.parseInt(count, 16);
    if (!(value > known.lastCount)) return 'stale';
    known.lastCount = value;
    return 'fresh';
  }
}

export function challenge(realm: string, nonce: string, stale: boolean): Credentials {
  return {
    scheme: 'Digest',
    realm: `"${realm}"`,
    nonce: `"${nonce}"`,
    ...(stale ? { stale: 'true' } : {}),
    algorithm: 'MD5',
    qop: '"auth"',
  };
}
