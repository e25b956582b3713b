import type { Headers } from 'sip';
import { requestInside, learnFromAnswer, type Dialog } from './dialog.ts';
import { textHeader, writeSip, type SipResponse } from './message.ts';
import {
  LIFETIME_MS,
  viaOf,
  type ClientTransaction,
  type ServerTransaction,
  type Transactions,
} from './transactions.ts';
import { newBranch } from './identifiers.ts';

/**
 * One INVITE and what becomes of it.
 *
 *   incoming   offered ──answer──▶ answered ──▶ ended
 *   outgoing   calling ─180─▶ ringing ─200─▶ answered ──▶ ended
 *                 └────────────┴── refusal, cancel, time-out ──▶ ended
 */
export type CallState = 'offered' | 'calling' | 'ringing' | 'answered' | 'ended';

/** How a call came to its end. `status` is the SIP status where a response ended it. */
export interface CallEnd {
  readonly by: 'us' | 'them';
  readonly how: 'bye' | 'cancel' | 'refuse' | 'gone';
  readonly status?: number;
  /** The peer's Reason header, RFC 3326. */
  readonly reason?: string;
}

export interface CallHandlers {
  onRinging?: (status: number) => void;
  /** The peer's answer to our offer. */
  onAnswered?: (sdp: string) => void;
  onEnded?: (end: CallEnd) => void;
  /** A re-INVITE or UPDATE with an offer: our answer, or undefined to refuse it with 488. */
  onOffer?: (sdp: string) => Promise<string | undefined>;
  onInfo?: (contentType: string, body: string) => void;
}

export interface CallOptions {
  readonly transactions: Transactions;
  readonly dialog: Dialog;
  /** Contact and whatever else goes on every message of ours. */
  readonly headers: Headers;
  readonly onClosed: () => void;
}

export class SipCall {
  handlers: CallHandlers = {};
  readonly #transactions: Transactions;
  readonly dialog: Dialog;
  readonly #headers: Headers;
  readonly #onClosed: () => void;
  #state: CallState;
  #invite: ClientTransaction | undefined;
  #offered: ServerTransaction | undefined;
  #cancelling = false;
  #acknowledged = false;
  #answerRepeat: NodeJS.Timeout | undefined;
  #answered: { status: number; content: string } | undefined;

  private constructor(options: CallOptions, state: CallState) {
    this.#transactions = options.transactions;
    this.dialog = options.dialog;
    this.#headers = options.headers;
    this.#onClosed = options.onClosed;
    this.#state = state;
  }

  static incoming(options: CallOptions, offered: ServerTransaction): SipCall {
    const call = new SipCall(options, 'offered');
    call.#offered = offered;
    return call;
  }

  static outgoing(options: CallOptions, sdp: string, headers: Headers): SipCall {
    const call = new SipCall(options, 'calling');
    const request = requestInside(options.dialog, 'INVITE', {
      headers: {
        ...options.headers,
        allow: 'INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, UPDATE, MESSAGE',
        ...headers,
        'content-type': 'application/sdp',
      },
      content: sdp,
    });
    call.#invite = options.transactions.send(options.dialog.link, request, (response) =>
      call.#onInviteResponse(response),
    );
    return call;
  }

  get state(): CallState {
    return this.#state;
  }

  /** Incoming: 180. */
  ring(): void {
    if (this.#state === 'offered')
      this.#offered?.respond(180, { toTag: this.#localTag, headers: this.#headers });
  }

  /** Incoming: 200 with our answer. */
  answer(sdp: string): void {
    if (this.#state !== 'offered' || !this.#offered) return;
    this.#state = 'answered';
    this.#answered = { status: 200, content: sdp };
    this.#sendAnswer(500);
  }

  /** Incoming: any final refusal. */
  refuse(status: number, headers: Headers = {}): void {
    if (this.#state !== 'offered') return;
    this.#offered?.respond(status, { toTag: this.#localTag, headers });
    this.#end({ by: 'us', how: 'refuse', status });
  }

  /** Ends the call in whatever way its state asks for: refusal, CANCEL or BYE. */
  hangUp(options: { refusal?: number; headers?: Headers } = {}): void {
    switch (this.#state) {
      case 'offered':
        this.refuse(options.refusal ?? 480, options.headers);
        return;
      case 'calling':
        // Nothing may be cancelled before a provisional response, RFC 3261 section 9.1: it is sent when one comes.
        this.#cancelling = true;
        this.#end({ by: 'us', how: 'cancel' });
        return;
      case 'ringing':
        this.#sendCancel();
        this.#end({ by: 'us', how: 'cancel' });
        return;
      case 'answered':
        this.#sendBye(options.headers);
        this.#end({ by: 'us', how: 'bye' });
        return;
      case 'ended':
    }
  }

  /** The peer cannot be reached any more; nothing is sent. */
  lost(): void {
    this.#invite?.abandon();
    this.#end({ by: 'them', how: 'gone' });
  }

  sendInfo(contentType: string, body: string): void {
    if (this.#state !== 'answered') return;
    this.#request('INFO', { headers: { 'content-type': contentType }, content: body });
  }

  /** A request of the peer inside this dialog. */
  receive(transaction: ServerTransaction): void {
    const { request } = transaction;
    const { method } = request;
    if (method === 'ACK') {
      this.#acknowledged = true;
      clearTimeout(this.#answerRepeat);
      return;
    }
    if (this.#state === 'ended') {
      transaction.respond(481);
      return;
    }
    if (request.headers.cseq.seq <= this.dialog.remoteSequence) {
      transaction.respond(500);
      return;
    }
    this.dialog.remoteSequence = request.headers.cseq.seq;
    switch (method) {
      case 'BYE': {
        transaction.respond(200);
        const reason = textHeader(request.headers, 'reason');
        this.#end({ by: 'them', how: 'bye', ...(reason === undefined ? {} : { reason }) });
        return;
      }
      case 'INVITE':
      case 'UPDATE':
        void this.#onOffer(transaction);
        return;
      case 'INFO':
        transaction.respond(200);
        this.handlers.onInfo?.(request.headers['content-type'] ?? '', request.content);
        return;
      case 'OPTIONS':
      case 'MESSAGE':
      case 'NOTIFY':
        transaction.respond(200);
        return;
      default:
        // The bridge moves calls; a REFER would move them behind its back (`disable-transfer`).
        transaction.respond(method === 'REFER' ? 403 : 405);
    }
  }

  /** The peer's CANCEL of an INVITE which nobody has answered yet. */
  cancelled(): void {
    if (this.#state !== 'offered') return;
    this.#offered?.respond(487, { toTag: this.#localTag });
    this.#end({ by: 'them', how: 'cancel' });
  }

  get #localTag(): string {
    return this.dialog.local.params['tag'] ?? '';
  }

  #sendAnswer(repeatAfterMs: number): void {
    const parts = this.#answered;
    if (!parts) return;
    this.#offered?.respond(parts.status, {
      toTag: this.#localTag,
      headers: { ...this.#headers, 'content-type': 'application/sdp' },
      content: parts.content,
    });
    if (this.dialog.link.reliable || repeatAfterMs > LIFETIME_MS / 2) return;
    // RFC 3261 section 13.3.1.4: a 2xx is repeated end to end until its ACK.
    this.#answerRepeat = setTimeout(() => {
      if (!this.#acknowledged && this.#state === 'answered') this.#sendAnswer(repeatAfterMs * 2);
    }, repeatAfterMs);
    this.#answerRepeat.unref();
  }

  #onInviteResponse(response: SipResponse): void {
    const { status } = response;
    if (status < 200) {
      if (this.#cancelling) {
        this.#cancelling = false;
        this.#sendCancel();
      } else if (status > 100 && (this.#state === 'calling' || this.#state === 'ringing')) {
        this.#state = 'ringing';
        this.handlers.onRinging?.(status);
      } else if (this.#state === 'calling') {
        this.#state = 'ringing';
      }
      return;
    }
    if (status >= 300) {
      this.#acknowledgeFailure(response);
      const reason = textHeader(response.headers, 'reason');
      this.#end({ by: 'them', how: 'refuse', status, ...(reason === undefined ? {} : { reason }) });
      return;
    }
    learnFromAnswer(this.dialog, response);
    this.#acknowledge(response.headers.cseq.seq);
    if (this.#state === 'ended') {
      // It was answered while our CANCEL was on its way: RFC 3261 section 9.1 leaves only a BYE.
      this.#request('BYE');
      return;
    }
    if (this.#state === 'answered') return;
    this.#state = 'answered';
    this.handlers.onAnswered?.(response.content);
  }

  async #onOffer(transaction: ServerTransaction): Promise<void> {
    const { request } = transaction;
    if (request.content === '') {
      transaction.respond(request.method === 'UPDATE' ? 200 : 488, { headers: this.#headers });
      return;
    }
    let answer: string | undefined;
    try {
      answer = await this.handlers.onOffer?.(request.content);
    } catch {
      answer = undefined;
    }
    if (answer === undefined) transaction.respond(488);
    else {
      transaction.respond(200, {
        headers: { ...this.#headers, 'content-type': 'application/sdp' },
        content: answer,
      });
    }
  }

  #acknowledge(sequence: number): void {
    const ack = requestInside(this.dialog, 'ACK', { sequence, headers: this.#headers });
    ack.headers.via = [viaOf(this.dialog.link, newBranch())];
    this.dialog.link.send(writeSip(ack));
  }

  #acknowledgeFailure(response: SipResponse): void {
    if (!this.#invite) return;
    const { request } = this.#invite;
    this.#transactions.sendAlong(this.#invite, {
      kind: 'request',
      method: 'ACK',
      uri: request.uri,
      headers: {
        via: [],
        'max-forwards': '70',
        from: request.headers.from,
        to: response.headers.to,
        'call-id': this.dialog.callId,
        cseq: { seq: request.headers.cseq.seq, method: 'ACK' },
      },
      content: '',
    });
  }

  #sendCancel(): void {
    if (!this.#invite) return;
    const { request } = this.#invite;
    this.#transactions.sendAlong(
      this.#invite,
      {
        kind: 'request',
        method: 'CANCEL',
        uri: request.uri,
        headers: {
          via: [],
          'max-forwards': '70',
          from: request.headers.from,
          to: request.headers.to,
          'call-id': this.dialog.callId,
          cseq: { seq: request.headers.cseq.seq, method: 'CANCEL' },
        },
        content: '',
      },
      () => {},
    );
  }

  #sendBye(headers: Headers = {}): void {
    this.#request('BYE', { headers });
  }

  #request(method: string, options: { headers?: Headers; content?: string } = {}): void {
    const request = requestInside(this.dialog, method, {
      ...options,
      headers: { ...this.#headers, ...options.headers },
    });
    this.#transactions.send(this.dialog.link, request, () => {});
  }

  #end(end: CallEnd): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    clearTimeout(this.#answerRepeat);
    this.handlers.onEnded?.(end);
    // Late answers and repeated BYEs still find the call for a while.
    setTimeout(this.#onClosed, LIFETIME_MS).unref();
  }
}
