import type { Headers } from 'sip';
import { newBranch } from './identifiers.ts';
import type { SipLink } from './link.ts';
import { REASONS, writeSip, type SipRequest, type SipResponse } from './message.ts';

/** RFC 3261 section 17.1.1.1: an estimate of the round trip, and how long a transaction is kept, in ms. */
const T1_MS = 500;
const T2_MS = 4000;
export const LIFETIME_MS = 64 * T1_MS;

export interface ResponseParts {
  readonly headers?: Headers;
  readonly content?: string;
  readonly reason?: string;
  /** Tag to put on To, for any response above 100. */
  readonly toTag?: string;
}

/** A request of a peer that waits for our answer. */
export interface ServerTransaction {
  readonly request: SipRequest;
  readonly link: SipLink;
  /** Sends a response; a final one is kept and sent again when the request comes again. */
  respond(status: number, parts?: ResponseParts): void;
}

export interface ClientTransaction {
  readonly request: SipRequest;
  readonly link: SipLink;
  /** Forgets it: a late response is ignored. */
  abandon(): void;
}

interface Waiting {
  onResponse(response: SipResponse): void;
  stop(): void;
}

interface Kept {
  readonly link: SipLink;
  lastResponse: Buffer | undefined;
  readonly transaction: ServerTransaction;
  timer: NodeJS.Timeout | undefined;
}

const branchOf = (message: SipRequest | SipResponse): string =>
  message.headers.via[0]?.params['branch'] ?? '';

/**
 * RFC 3261 section 17 without its state charts: a request is answered once however often it arrives, and ours is sent
 * again on an unreliable link until somebody answers.
 */
export class Transactions {
  readonly #servers = new Map<string, Kept>();
  readonly #clients = new Map<string, Waiting>();
  readonly #extraHeaders: Headers;

  constructor(extraHeaders: Headers) {
    this.#extraHeaders = extraHeaders;
  }

  /** A request that is new; undefined when it was a repetition, which has been answered from memory. */
  accept(link: SipLink, request: SipRequest): ServerTransaction | undefined {
    const key = `${branchOf(request)} ${request.headers.via[0]?.host} ${request.method}`;
    const known = this.#servers.get(key);
    if (known) {
      if (known.lastResponse) link.send(known.lastResponse);
      return undefined;
    }
    const kept: Kept = {
      link,
      lastResponse: undefined,
      timer: undefined,
      transaction: {
        request,
        link,
        respond: (status, parts = {}) => {
          const data = writeSip(this.#response(request, link, status, parts));
          kept.lastResponse = data;
          link.send(data);
          if (status >= 200) {
            clearTimeout(kept.timer);
            kept.timer = setTimeout(() => this.#servers.delete(key), LIFETIME_MS);
            kept.timer.unref();
          }
        },
      },
    };
    this.#servers.set(key, kept);
    return kept.transaction;
  }

  /** The INVITE which a CANCEL means: same branch, RFC 3261 section 9.2. */
  cancelled(request: SipRequest): ServerTransaction | undefined {
    return this.#servers.get(`${branchOf(request)} ${request.headers.via[0]?.host} INVITE`)
      ?.transaction;
  }

  /**
   * Sends a request with a fresh Via. `onResponse` is called for each response, with a 408 of our own when none came
   * within 32 s, and with a 503 when the link is gone.
   */
  send(
    link: SipLink,
    request: SipRequest,
    onResponse: (response: SipResponse) => void,
  ): ClientTransaction {
    const branch = newBranch();
    request.headers.via = [viaOf(link, branch)];
    const key = `${branch} ${request.method}`;
    const data = writeSip(request);
    const timers: NodeJS.Timeout[] = [];
    let repetition: NodeJS.Timeout | undefined;
    const stop = (): void => {
      for (const timer of timers) clearTimeout(timer);
      clearTimeout(repetition);
    };
    const abandon = (): void => {
      stop();
      this.#clients.delete(key);
    };
    this.#clients.set(key, {
      stop,
      onResponse: (response) => {
        stop();
        // A second 200 to an INVITE must be acknowledged again, so that transaction stays for its lifetime.
        if (response.status >= 200 && request.method !== 'INVITE') this.#clients.delete(key);
        if (response.status >= 200 && request.method === 'INVITE') {
          setTimeout(() => this.#clients.delete(key), LIFETIME_MS).unref();
        }
        onResponse(response);
      },
    });
    const failLocally = (status: number): void => {
      abandon();
      onResponse({
        kind: 'response',
        status,
        reason: REASONS[status] ?? '',
        headers: request.headers,
        content: '',
      });
    };
    if (!link.send(data)) {
      timers.push(setTimeout(() => failLocally(503), 0));
    } else {
      timers.push(setTimeout(() => failLocally(408), LIFETIME_MS));
      if (!link.reliable) {
        const repeat = (afterMs: number): void => {
          repetition = setTimeout(() => {
            link.send(data);
            repeat(request.method === 'INVITE' ? afterMs * 2 : Math.min(afterMs * 2, T2_MS));
          }, afterMs);
        };
        repeat(T1_MS);
      }
    }
    return { request, link, abandon };
  }

  /** A CANCEL or the ACK of a failure travels in the INVITE's own transaction: same Via. */
  sendAlong(
    invite: ClientTransaction,
    request: SipRequest,
    onResponse?: (response: SipResponse) => void,
  ): void {
    request.headers.via = invite.request.headers.via.slice(0, 1);
    if (onResponse) {
      const key = `${branchOf(request)} ${request.method}`;
      this.#clients.set(key, {
        stop: () => {},
        onResponse: (response) => {
          this.#clients.delete(key);
          onResponse(response);
        },
      });
      setTimeout(() => this.#clients.delete(key), LIFETIME_MS).unref();
    }
    invite.link.send(writeSip(request));
  }

  /** False when nobody waits for this response. */
  deliver(response: SipResponse): boolean {
    const waiting = this.#clients.get(`${branchOf(response)} ${response.headers.cseq.method}`);
    waiting?.onResponse(response);
    return waiting !== undefined;
  }

  close(): void {
    for (const waiting of this.#clients.values()) waiting.stop();
    for (const kept of this.#servers.values()) clearTimeout(kept.timer);
    this.#clients.clear();
    this.#servers.clear();
  }

  #response(request: SipRequest, link: SipLink, status: number, parts: ResponseParts): SipResponse {
    const via = request.headers.via.map((entry, index) =>
      index > 0 || !('rport' in entry.params)
        ? entry
        : {
            ...entry,
            // RFC 3581: where the request really came from.
            params: {
              ...entry.params,
              received: link.remoteAddress,
              rport: String(link.remotePort),
            },
          },
    );
    const to = request.headers.to;
    const withTag =
      status > 100 && parts.toTag && !to.params['tag']
        ? { ...to, params: { ...to.params, tag: parts.toTag } }
        : to;
    return {
      kind: 'response',
      status,
      reason: parts.reason ?? REASONS[status] ?? '',
      headers: {
        via,
        from: request.headers.from,
        to: withTag,
        'call-id': request.headers['call-id'],
        cseq: request.headers.cseq,
        ...(status > 100 ? this.#extraHeaders : {}),
        ...parts.headers,
      },
      content: parts.content ?? '',
    };
  }
}

export function viaOf(
  link: SipLink,
  branch: string,
): {
  version: string;
  protocol: string;
  host: string;
  port: number;
  params: Record<string, string | null>;
} {
  return {
    version: '2.0',
    protocol: link.transport,
    host: link.localHost,
    port: link.localPort,
    params: { rport: null, branch },
  };
}
