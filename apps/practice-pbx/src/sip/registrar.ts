import type { Directory } from '../directory/directory.ts';
import type { DirectoryUser } from '../directory/directory-xml.ts';
import { challenge, digestFits, Nonces, readDigest } from './digest.ts';
import { newTag } from './identifiers.ts';
import type { SipLink } from './link.ts';
import { readUri, textHeader } from './message.ts';
import type { ServerTransaction } from './transactions.ts';

/** Where a seat can be reached, and until when. */
export interface Registration {
  readonly user: string;
  readonly contactUri: string;
  readonly callId: string;
  readonly userAgent: string;
  readonly link: SipLink;
  readonly expiresSeconds: number;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly variables: Readonly<Record<string, string>>;
}

export type Unregistration = 'asked' | 'socket-disconnection' | 'expired' | 'flushed';

export interface RegistrarOptions {
  readonly realm: string;
  readonly directory: Directory;
  readonly nonceTtlMs: number;
  /** Seconds a registration lasts, whatever the seat asks for (`sip-force-expires`). */
  readonly forcedExpirySeconds: number;
  onRegistered(registration: Registration): void;
  onUnregistered(registration: Registration, why: Unregistration): void;
}

/** RFC 3261 section 10 with digest authentication; one registration a seat, the last one counts. */
export class Registrar {
  readonly #options: RegistrarOptions;
  readonly #nonces: Nonces;
  readonly #registrations = new Map<string, Registration>();
  readonly #expiries = new Map<string, NodeJS.Timeout>();

  constructor(options: RegistrarOptions) {
    this.#options = options;
    this.#nonces = new Nonces(options.nonceTtlMs);
  }

  find(user: string): Registration | undefined {
    return this.#registrations.get(user);
  }

  all(): Registration[] {
    return [...this.#registrations.values()];
  }

  async onRegister(transaction: ServerTransaction): Promise<void> {
    const { request, link } = transaction;
    const user = readUri(request.headers.to.uri)?.user;
    if (!user) {
      transaction.respond(400, { toTag: newTag() });
      return;
    }
    const answer = readDigest(request.headers.authorization?.[0]);
    if (!answer || answer.realm !== this.#options.realm) {
      this.#challenge(transaction, false);
      return;
    }
    if (answer.username !== user) {
      // inbound-reg-force-matching-username.
      transaction.respond(403, { toTag: newTag() });
      return;
    }
    if (this.#nonces.use(answer.nonce, answer.nc, Date.now()) === 'stale') {
      this.#challenge(transaction, true);
      return;
    }
    const entry = await this.#options.directory.lookUp({
      user,
      domain: this.#options.realm,
      realm: this.#options.realm,
      method: 'REGISTER',
      ip: link.remoteAddress,
      callId: request.headers['call-id'],
    });
    if (!entry || !digestFits(entry.a1Hash, 'REGISTER', answer)) {
      transaction.respond(403, { toTag: newTag() });
      return;
    }
    this.#bind(transaction, user, entry);
  }

  /** Logs a seat out (`sofia profile … flush_inbound_reg`); false when it was not registered. */
  flush(user: string): boolean {
    return this.#remove(user, 'flushed');
  }

  /** A WebSocket is gone and with it every registration that came by it. */
  linkClosed(link: SipLink): void {
    for (const registration of this.all()) {
      if (registration.link === link) this.#remove(registration.user, 'socket-disconnection');
    }
  }

  close(): void {
    for (const timer of this.#expiries.values()) clearTimeout(timer);
    this.#expiries.clear();
    this.#registrations.clear();
  }

  #challenge(transaction: ServerTransaction, stale: boolean): void {
    transaction.respond(401, {
      toTag: newTag(),
      headers: {
        'www-authenticate': [challenge(this.#options.realm, this.#nonces.issue(Date.now()), stale)],
      },
    });
  }

  #bind(transaction: ServerTransaction, user: string, entry: DirectoryUser): void {
    const { request, link } = transaction;
    const { contact } = request.headers;
    const known = this.#registrations.get(user);
    if (contact === undefined) {
      this.#accept(transaction, known);
      return;
    }
    const first = contact === '*' ? undefined : contact[0];
    const asked = Number(
      first?.params['expires'] ??
        textHeader(request.headers, 'expires') ??
        this.#options.forcedExpirySeconds,
    );
    if (contact === '*' || asked === 0 || !first) {
      this.#remove(user, 'asked');
      this.#accept(transaction, undefined);
      return;
    }
    const seconds = this.#options.forcedExpirySeconds;
    const registration: Registration = {
      user,
      contactUri: first.uri,
      callId: request.headers['call-id'],
      userAgent: textHeader(request.headers, 'user-agent') ?? 'unknown',
      link,
      expiresSeconds: seconds,
      expiresAt: Date.now() + seconds * 1000,
      variables: entry.variables,
    };
    this.#registrations.set(user, registration);
    clearTimeout(this.#expiries.get(user));
    const timer = setTimeout(() => this.#remove(user, 'expired'), seconds * 1000);
    timer.unref();
    this.#expiries.set(user, timer);
    this.#accept(transaction, registration);
    this.#options.onRegistered(registration);
  }

  #accept(transaction: ServerTransaction, registration: Registration | undefined): void {
    transaction.respond(200, {
      toTag: newTag(),
      headers: {
        date: new Date().toUTCString(),
        ...(registration
          ? {
              contact: [
                {
                  uri: registration.contactUri,
                  params: { expires: String(registration.expiresSeconds) },
                },
              ],
            }
          : {}),
      },
    });
  }

  #remove(user: string, why: Unregistration): boolean {
    const registration = this.#registrations.get(user);
    if (!registration) return false;
    this.#registrations.delete(user);
    clearTimeout(this.#expiries.get(user));
    this.#expiries.delete(user);
    this.#options.onUnregistered(registration, why);
    return true;
  }
}
