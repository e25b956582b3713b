import type { AddressOfRecord, Headers } from 'sip';
import type { SipLink } from './link.ts';
import type { SipRequest, SipResponse } from './message.ts';

/** RFC 3261 section 12: what two parties of one call remember of each other. */
export interface Dialog {
  readonly callId: string;
  readonly local: AddressOfRecord;
  remote: AddressOfRecord;
  /** Where in-dialog requests go: the peer's Contact. */
  remoteTarget: string;
  route: unknown;
  localSequence: number;
  remoteSequence: number;
  readonly link: SipLink;
}

const contactOf = (message: SipRequest | SipResponse): string | undefined => {
  const contact = message.headers.contact;
  return Array.isArray(contact) ? contact[0]?.uri : undefined;
};

export function dialogOfAnswerer(request: SipRequest, link: SipLink, localTag: string): Dialog {
  const to = request.headers.to;
  return {
    callId: request.headers['call-id'],
    local: { ...to, params: { ...to.params, tag: localTag } },
    remote: request.headers.from,
    remoteTarget: contactOf(request) ?? request.headers.from.uri,
    route: request.headers['record-route'],
    localSequence: Math.floor(Math.random() * 100_000),
    remoteSequence: request.headers.cseq.seq,
    link,
  };
}

/** Takes over what an answer to our INVITE says of the peer. */
export function learnFromAnswer(dialog: Dialog, response: SipResponse): void {
  dialog.remote = response.headers.to;
  dialog.remoteTarget = contactOf(response) ?? dialog.remoteTarget;
  const recorded = response.headers['record-route'];
  if (Array.isArray(recorded)) dialog.route = recorded.toReversed();
}

/** A new request inside the dialog; ACK and CANCEL bear the INVITE's own sequence number. */
export function requestInside(
  dialog: Dialog,
  method: string,
  options: { sequence?: number; headers?: Headers; content?: string } = {},
): SipRequest {
  return {
    kind: 'request',
    method,
    uri: dialog.remoteTarget,
    headers: {
      via: [],
      'max-forwards': '70',
      from: dialog.local,
      to: dialog.remote,
      'call-id': dialog.callId,
      cseq: { seq: options.sequence ?? ++dialog.localSequence, method },
      ...(dialog.route === undefined ? {} : { route: dialog.route }),
      ...options.headers,
    },
    content: options.content ?? '',
  };
}
