import type { Headers } from 'sip';
import { WebSocket } from 'ws';
import { silence, type Audio } from '../citizen/audio.ts';
import { Hearing } from '../citizen/hearing.ts';
import { SILENCE } from '../media/frame.ts';
import { metronome } from '../media/metronome.ts';
import { WebRtcLeg } from '../media/webrtc-leg.ts';
import type { CallEnd, SipCall } from '../sip/call.ts';
import { digestResponse, ha1 } from '../sip/digest.ts';
import { SipEndpoint } from '../sip/endpoint.ts';
import { newBranch, newCallId, newTag } from '../sip/identifiers.ts';
import type { SipLink } from '../sip/link.ts';
import {
  readSip,
  textHeader,
  writeSip,
  type SipRequest,
  type SipResponse,
} from '../sip/message.ts';
import { viaOf } from '../sip/transactions.ts';
import { layMediaCable, type MediaCable } from './media-cable.ts';

/**
 * As the desk does: of a machine's several addresses only the one that reaches the PBX, which runs on this machine.
 * With two, FreeSWITCH now and then hears the one and answers the other, and no sound ever arrives.
 */
function oneCandidate(sdp: string): string {
  const lines = sdp.split('\r\n');
  const kept = lines.filter((line) => !isOther(line));
  return (kept.some((line) => line.startsWith('a=candidate:')) ? kept : lines).join('\r\n');
}

const isOther = (line: string): boolean =>
  line.startsWith('a=candidate:') && !line.includes(' 127.0.0.1 ');

/** A call at the test seat: rings until it is answered or refused. */
export class SeatCall {
  readonly hearing = new Hearing();
  readonly request: SipRequest;
  readonly ended: Promise<CallEnd>;
  readonly sip: SipCall;
  #media: WebRtcLeg | undefined;
  #cable: MediaCable | undefined;
  #stop: (() => void) | undefined;

  constructor(sip: SipCall, request: SipRequest) {
    this.sip = sip;
    this.request = request;
    this.ended = new Promise((resolve) => {
      sip.handlers.onEnded = (end) => {
        this.#close();
        resolve(end);
      };
    });
  }

  header(name: string): string | undefined {
    return textHeader(this.request.headers, name);
  }

  async answer(audio: Audio = silence()): Promise<void> {
    const media = await this.#connect();
    await media.connected(15_000);
    this.#stop = metronome.subscribe(() => {
      media.give(audio.next() ?? SILENCE);
      const heard = media.take();
      if (heard) this.hearing.push(heard, performance.now());
    });
  }

  /** Answers the signalling and never sends a packet. */
  answerMute(): void {
    void this.#connect();
  }

  async #connect(): Promise<WebRtcLeg> {
    const media = new WebRtcLeg();
    this.#media = media;
    const cable = await layMediaCable(this.request.content);
    this.#cable = cable;
    this.sip.answer(cable.answer(oneCandidate(await media.answer(cable.offer))));
    return media;
  }

  refuse(status: number): void {
    this.sip.refuse(status);
  }

  /** Sends nothing any more and says nothing about it, as a program that was killed. */
  vanish(): void {
    this.#cable?.pull();
    this.#cable = undefined;
    this.#close();
  }

  /** Its sound is lost on the way; the connection itself and the reports on it go on. */
  losesSound(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #close(): void {
    this.losesSound();
    this.#media?.close();
    this.#cable?.pull();
    this.#cable = undefined;
  }

  hangUp(): void {
    this.sip.hangUp();
  }
}

/** A call that the test seat makes itself. */
export class SeatDial {
  readonly hearing = new Hearing();
  /** Resolves with 200 and sound on its way, or with the status of the refusal. */
  readonly answered: Promise<number>;
  readonly ended: Promise<CallEnd>;
  readonly sip: SipCall;
  #stop: (() => void) | undefined;

  constructor(sip: SipCall, media: WebRtcLeg, audio: Audio) {
    this.sip = sip;
    const answered = Promise.withResolvers<number>();
    const ended = Promise.withResolvers<CallEnd>();
    this.answered = answered.promise;
    this.ended = ended.promise;
    sip.handlers.onAnswered = (sdp) => {
      void (async () => {
        await media.accept(sdp);
        this.#stop = metronome.subscribe(() => {
          media.give(audio.next() ?? SILENCE);
          const heard = media.take();
          if (heard) this.hearing.push(heard, performance.now());
        });
        answered.resolve(200);
      })();
    };
    sip.handlers.onEnded = (end) => {
      this.#stop?.();
      media.close();
      answered.resolve(end.status ?? 0);
      ended.resolve(end);
    };
  }

  hangUp(): void {
    this.sip.hangUp();
  }
}

/** A seat without a browser: SIP over WebSocket with digest authentication, WebRTC by the same library as the PBX. */
export class TestSeat {
  readonly user: string;
  readonly received: (SipRequest | SipResponse)[] = [];
  /** Takes every call; without it each is kept for `nextCall`. */
  onCall: ((call: SeatCall) => void) | undefined;
  readonly #password: string;
  readonly #realm: string;
  readonly #socket: WebSocket;
  readonly #link: SipLink;
  readonly #endpoint: SipEndpoint;
  readonly #callId = newCallId();
  readonly #tag = newTag();
  readonly #contactUser = newTag().slice(0, 8);
  #sequence = 0;
  readonly #calls: SeatCall[] = [];
  readonly #wanted: ((call: SeatCall) => void)[] = [];
  #onResponse: ((response: SipResponse) => void) | undefined;

  private constructor(socket: WebSocket, user: string, password: string, realm: string) {
    this.user = user;
    this.#password = password;
    this.#realm = realm;
    this.#socket = socket;
    this.#link = {
      transport: 'WS',
      reliable: true,
      localHost: `${newTag().slice(0, 12)}.invalid`,
      localPort: 0,
      remoteAddress: '127.0.0.1',
      remotePort: 0,
      send: (data) => {
        if (socket.readyState !== WebSocket.OPEN) return false;
        socket.send(data.toString('utf8'));
        return true;
      },
    };
    this.#endpoint = new SipEndpoint({
      userAgent: 'test seat',
      contactUser: this.#contactUser,
      onInvite: (call, request) => {
        call.ring();
        const seatCall = new SeatCall(call, request);
        const next = this.onCall ?? this.#wanted.shift();
        if (next) next(seatCall);
        else this.#calls.push(seatCall);
      },
      onOdd: () => {},
    });
    socket.on('message', (data) => {
      const bytes = Buffer.from(data as Buffer);
      const message = readSip(bytes);
      if (message) this.received.push(message);
      if (message?.kind === 'response' && message.headers.cseq.method === 'REGISTER')
        this.#onResponse?.(message);
      else this.#endpoint.receive(this.#link, bytes);
    });
  }

  static async connect(
    url: string,
    user: string,
    password: string,
    realm = '127.0.0.1',
  ): Promise<TestSeat> {
    const socket = new WebSocket(url, 'sip', { rejectUnauthorized: false });
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve());
      socket.once('error', reject);
    });
    return new TestSeat(socket, user, password, realm);
  }

  /** Sends one REGISTER as it is and resolves with the answer. */
  async send(
    options: { expires?: number; authorization?: Record<string, string> } = {},
  ): Promise<SipResponse> {
    const { expires = 600, authorization } = options;
    const request: SipRequest = {
      kind: 'request',
      method: 'REGISTER',
      uri: `sip:${this.#realm}`,
      headers: {
        via: [viaOf(this.#link, newBranch())],
        'max-forwards': '70',
        from: { uri: `sip:${this.user}@${this.#realm}`, params: { tag: this.#tag } },
        to: { uri: `sip:${this.user}@${this.#realm}`, params: {} },
        'call-id': this.#callId,
        cseq: { seq: ++this.#sequence, method: 'REGISTER' },
        contact: [
          {
            uri: `sip:${this.#contactUser}@${this.#link.localHost};transport=ws`,
            params: { expires: String(expires) },
          },
        ],
        ...(authorization ? { authorization: [{ scheme: 'Digest', ...authorization }] } : {}),
      },
      content: '',
    };
    const answer = new Promise<SipResponse>((resolve) => {
      this.#onResponse = resolve;
    });
    this.#socket.send(writeSip(request).toString('utf8'));
    return answer;
  }

  /** Calls a number of the PBX. */
  async dial(
    number: string,
    headers: Readonly<Record<string, string>> = {},
    audio: Audio = silence(),
  ): Promise<SeatDial> {
    const uri = `sip:${number}@${this.#realm}`;
    const own: Headers = {};
    for (const [name, value] of Object.entries(headers)) own[name.toLowerCase()] = value;
    const media = new WebRtcLeg();
    const sip = this.#endpoint.invite(this.#link, {
      requestUri: uri,
      from: { uri: `sip:${this.user}@${this.#realm}`, params: {} },
      to: { uri, params: {} },
      headers: own,
      sdp: oneCandidate(await media.offer()),
    });
    return new SeatDial(sip, media, audio);
  }

  /** The Authorization for a nonce, as a SIP stack makes it. */
  authorize(
    nonce: string,
    count = 1,
    password = this.#password,
    hash?: (answer: string) => string,
  ): Record<string, string> {
    const parts = {
      username: this.user,
      realm: this.#realm,
      nonce,
      uri: `sip:${this.#realm}`,
      qop: 'auth',
      nc: count.toString(16).padStart(8, '0'),
      cnonce: newTag(),
    };
    const response = digestResponse(ha1(this.user, this.#realm, password), 'REGISTER', parts);
    return {
      username: `"${parts.username}"`,
      realm: `"${parts.realm}"`,
      nonce: `"${parts.nonce}"`,
      uri: `"${parts.uri}"`,
      algorithm: 'MD5',
      response: `"${hash ? hash(response) : response}"`,
      qop: 'auth',
      nc: parts.nc,
      cnonce: `"${parts.cnonce}"`,
    };
  }

  /** The whole registration: challenge, answer; resolves with the final response. */
  async register(expires = 600): Promise<SipResponse> {
    const challenge = await this.send({ expires });
    if (challenge.status !== 401) return challenge;
    return this.send({ expires, authorization: this.authorize(nonceOf(challenge)) });
  }

  async nextCall(withinMs = 5000): Promise<SeatCall> {
    const first = this.#calls.shift();
    if (first) return first;
    return new Promise((resolve, reject) => {
      const take = (call: SeatCall): void => {
        clearTimeout(timer);
        resolve(call);
      };
      const timer = setTimeout(
        () => reject(new Error(`no call for ${this.user} within ${withinMs} ms`)),
        withinMs,
      );
      this.#wanted.push(take);
    });
  }

  /** As when its process is killed. */
  cut(): void {
    this.#socket.terminate();
  }

  sendRaw(text: string): void {
    this.#socket.send(text);
  }

  async close(): Promise<void> {
    this.#endpoint.close();
    if (this.#socket.readyState === WebSocket.CLOSED) return;
    const closed = new Promise<void>((resolve) => this.#socket.once('close', () => resolve()));
    this.#socket.close();
    await closed;
  }
}

export function nonceOf(challenge: SipResponse): string {
  return (challenge.headers['www-authenticate']?.[0]?.['nonce'] ?? '').replace(/"/g, '');
}
