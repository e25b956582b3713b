import type { AddressOfRecord, Headers } from 'sip';
import { SipCall } from './call.ts';
import { dialogOfAnswerer } from './dialog.ts';
import { newCallId, newTag } from './identifiers.ts';
import type { SipLink } from './link.ts';
import { readSip, type SipRequest } from './message.ts';
import { Transactions, type ServerTransaction } from './transactions.ts';

export interface EndpointOptions {
  /** Our name in User-Agent and in Contact: `<user>@host:port`. */
  readonly userAgent: string;
  readonly contactUser: string;
  readonly extraHeaders?: Headers;
  /** A new INVITE outside any dialog. `call.handlers` may be set; answer, ring or refuse it. */
  onInvite(call: SipCall, request: SipRequest, link: SipLink): void;
  /** A REGISTER; everything else outside a dialog is answered here. */
  onRegister?(transaction: ServerTransaction): void;
  /** Something that is no SIP, or no SIP for us: counted by the owner. */
  onOdd(what: string, link: SipLink): void;
}

export interface OutgoingInvite {
  readonly requestUri: string;
  readonly from: AddressOfRecord;
  readonly to: AddressOfRecord;
  readonly headers: Headers;
  readonly sdp: string;
}

/** A SIP user agent over any links: tells requests, responses, dialogs and calls apart. */
export class SipEndpoint {
  readonly #options: EndpointOptions;
  readonly #transactions: Transactions;
  readonly #calls = new Map<string, SipCall>();
  #closed = false;

  constructor(options: EndpointOptions) {
    this.#options = options;
    this.#transactions = new Transactions({
      'user-agent': options.userAgent,
      ...options.extraHeaders,
    });
  }

  /** Bytes from a peer, one message. */
  receive(link: SipLink, data: Buffer): void {
    if (this.#closed) return;
    const message = readSip(data);
    if (!message) {
      this.#options.onOdd('not a SIP message', link);
      return;
    }
    if (message.kind === 'response') {
      if (!this.#transactions.deliver(message))
        this.#options.onOdd('a response nobody waits for', link);
      return;
    }
    if (message.method === 'ACK') {
      this.#callOf(message)?.receive({ request: message, link, respond: () => {} });
      return;
    }
    const transaction = this.#transactions.accept(link, message);
    if (transaction) this.#onRequest(transaction);
  }

  invite(link: SipLink, invite: OutgoingInvite): SipCall {
    const dialog = {
      callId: newCallId(),
      local: { ...invite.from, params: { ...invite.from.params, tag: newTag() } },
      remote: invite.to,
      remoteTarget: invite.requestUri,
      route: undefined,
      localSequence: Math.floor(Math.random() * 100_000),
      remoteSequence: 0,
      link,
    };
    const key = `${dialog.callId} ${dialog.local.params['tag']}`;
    const call = SipCall.outgoing(
      {
        transactions: this.#transactions,
        dialog,
        headers: this.#ownHeaders(link),
        onClosed: () => this.#calls.delete(key),
      },
      invite.sdp,
      invite.headers,
    );
    this.#calls.set(key, call);
    return call;
  }

  /**
   * A WebSocket is gone. A call that was still ringing there fails; one that was answered stays until its audio does,
   * since only the signalling is lost.
   */
  linkClosed(link: SipLink): void {
    for (const call of this.#calls.values()) {
      if (call.dialog.link === link && call.state !== 'answered' && call.state !== 'ended')
        call.lost();
    }
  }

  close(): void {
    this.#closed = true;
    this.#transactions.close();
    this.#calls.clear();
  }

  #ownHeaders(link: SipLink): Headers {
    const transport = link.transport === 'UDP' ? '' : `;transport=${link.transport.toLowerCase()}`;
    return {
      contact: [
        {
          uri: `sip:${this.#options.contactUser}@${link.localHost}:${link.localPort}${transport}`,
          params: {},
        },
      ],
      'user-agent': this.#options.userAgent,
      ...this.#options.extraHeaders,
    };
  }

  #callOf(request: SipRequest): SipCall | undefined {
    const tag = request.headers.to.params['tag'];
    return tag ? this.#calls.get(`${request.headers['call-id']} ${tag}`) : undefined;
  }

  #onRequest(transaction: ServerTransaction): void {
    const { request, link } = transaction;
    const call = this.#callOf(request);
    if (call) {
      call.receive(transaction);
      return;
    }
    switch (request.method) {
      case 'INVITE':
        if (request.headers.to.params['tag']) transaction.respond(481);
        else this.#onInvite(transaction, link);
        return;
      case 'CANCEL':
        this.#onCancel(transaction);
        return;
      case 'REGISTER':
        if (this.#options.onRegister) this.#options.onRegister(transaction);
        else transaction.respond(405);
        return;
      case 'OPTIONS':
        transaction.respond(200, {
          toTag: newTag(),
          headers: {
            ...this.#ownHeaders(link),
            accept: 'application/sdp',
            allow: 'INVITE, ACK, BYE, CANCEL, OPTIONS, MESSAGE, INFO, UPDATE, REGISTER',
          },
        });
        return;
      case 'BYE':
        transaction.respond(481);
        return;
      default:
        transaction.respond(501);
    }
  }

  #onInvite(transaction: ServerTransaction, link: SipLink): void {
    const { request } = transaction;
    transaction.respond(100);
    const localTag = newTag();
    const key = `${request.headers['call-id']} ${localTag}`;
    const call = SipCall.incoming(
      {
        transactions: this.#transactions,
        dialog: dialogOfAnswerer(request, link, localTag),
        headers: this.#ownHeaders(link),
        onClosed: () => this.#calls.delete(key),
      },
      transaction,
    );
    this.#calls.set(key, call);
    this.#inviteCalls.set(transaction, call);
    this.#options.onInvite(call, request, link);
  }

  readonly #inviteCalls = new WeakMap<ServerTransaction, SipCall>();

  #onCancel(transaction: ServerTransaction): void {
    const invite = this.#transactions.cancelled(transaction.request);
    const call = invite && this.#inviteCalls.get(invite);
    transaction.respond(call ? 200 : 481);
    call?.cancelled();
  }
}
