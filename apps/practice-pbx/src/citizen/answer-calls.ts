import { causeOfStatus } from '../channels/hangup-cause.ts';
import { RtpLeg } from '../media/rtp-leg.ts';
import { parseAudio, writeAudio } from '../media/sdp.ts';
import type { SipCall } from '../sip/call.ts';
import { SipEndpoint } from '../sip/endpoint.ts';
import { displayName, readUri, textHeader, type SipRequest } from '../sip/message.ts';
import { openUdp } from '../sip/udp.ts';
import { silence, type Audio } from './audio.ts';
import { Party } from './party.ts';

/** Somebody is being called: a department, 110, a specialist at home. Rings, refuses or answers; then as any party. */
export class CalledParty extends Party {
  /** The number that was dialled. */
  readonly dialled: string;
  /** Number and name of the caller, from From. */
  readonly callerNumber: string;
  readonly callerName: string | undefined;
  /** The number in P-Asserted-Identity, which the network vouches for. */
  readonly assertedNumber: string | undefined;
  readonly #request: SipRequest;
  readonly #call: SipCall;
  readonly #host: string;

  constructor(call: SipCall, request: SipRequest, host: string, audio: Audio) {
    super(audio, () => {});
    this.#call = call;
    this.#request = request;
    this.#host = host;
    this.dialled = readUri(request.uri)?.user ?? '';
    this.callerNumber = readUri(request.headers.from.uri)?.user ?? '';
    this.callerName = displayName(request.headers.from);
    const asserted = /<([^>]+)>/.exec(this.header('p-asserted-identity') ?? '')?.[1];
    this.assertedNumber = asserted === undefined ? undefined : readUri(asserted)?.user;
    this.attachCall(call);
  }

  /** A header of the INVITE. */
  header(name: string): string | undefined {
    return textHeader(this.#request.headers, name);
  }

  ring(): void {
    this.#call.ring();
  }

  /** Any final status from 300 on: 486 busy, 480 nobody there, 503 no line free. */
  refuse(status: number): void {
    this.#call.refuse(status);
    this.failed({ cause: causeOfStatus(status), by: 'us', status });
  }

  /**
   * Takes the call, saying something else than the telephone does; resolves when sound flows. Refuses with 488 when
   * there is no codec in common.
   */
  async answer(audio?: Audio): Promise<void> {
    if (audio) void this.say(audio);
    const offer = parseAudio(this.#request.content);
    const codec = offer?.codecs[0];
    if (!offer || !codec) {
      this.refuse(488);
      return;
    }
    const media = await RtpLeg.open(this.#host);
    if (this.state === 'ended') {
      media.close();
      return;
    }
    this.attachMedia(this.#call, media);
    media.connect(offer, codec);
    this.#call.answer(
      writeAudio({
        address: this.#host,
        port: media.localPort,
        codecs: [codec],
        dtmfPayload: offer.dtmfPayload,
        direction: 'sendrecv',
      }),
    );
    this.connected();
  }
}

export interface AnsweringPhone {
  /** SIP port on which it can be called. */
  readonly port: number;
  /** The next call that comes in, and has not been waited for yet. */
  nextCall(withinMs?: number): Promise<CalledParty>;
  /** Ends every call, also those that nobody has waited for. */
  hangUpAll(): void;
  stop(): Promise<void>;
}

export interface AnswerCalls {
  readonly host?: string;
  readonly port?: number;
  /** What is said once it is up; called once a call. */
  readonly audio?: () => Audio;
  /** Decides what to do with each call; without it, each is kept for `nextCall`. */
  readonly onCall?: (call: CalledParty) => void;
}

/** A telephone that can be called, over UDP with G.711; rejects with the system's error when its port is taken. */
export async function answerCalls(options: AnswerCalls = {}): Promise<AnsweringPhone> {
  const host = options.host ?? '127.0.0.1';
  const waiting: CalledParty[] = [];
  const wanted: ((call: CalledParty) => void)[] = [];
  const open = new Set<CalledParty>();
  const endpoint = new SipEndpoint({
    userAgent: 'hotline telephone',
    contactUser: 'phone',
    onInvite: (call, request) => {
      const party = new CalledParty(call, request, host, options.audio?.() ?? silence());
      open.add(party);
      void party.ended.then(() => open.delete(party));
      if (options.onCall) options.onCall(party);
      else {
        const next = wanted.shift();
        if (next) next(party);
        else waiting.push(party);
      }
    },
    onOdd: () => {},
  });
  const udp = await openUdp(host, options.port ?? 0, (link, data) => endpoint.receive(link, data));
  const hangUpAll = (): void => {
    waiting.length = 0;
    for (const party of open) party.hangUp();
  };
  return {
    port: udp.port,
    hangUpAll,
    async nextCall(withinMs = 5000) {
      const first = waiting.shift();
      if (first) return first;
      return new Promise((resolve, reject) => {
        const take = (call: CalledParty): void => {
          clearTimeout(timer);
          resolve(call);
        };
        const timer = setTimeout(() => {
          wanted.splice(wanted.indexOf(take), 1);
          reject(new Error(`nobody called within ${withinMs} ms`));
        }, withinMs);
        wanted.push(take);
      });
    },
    async stop() {
      hangUpAll();
      endpoint.close();
      await udp.close();
    },
  };
}
