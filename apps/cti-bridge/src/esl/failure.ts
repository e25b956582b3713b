/** How a command ends when it does not end well. None is ever followed by sending the command again. */
export type EslFailure =
  /** Nothing was sent: there is no connection that is ready. */
  | { readonly code: 'not-connected' }
  /** Nothing was sent: the text would have become more than one command. */
  | { readonly code: 'unsafe-command' }
  /** Sent; no answer in time. Whether the PBX acted on it is unknown: read the state. */
  | { readonly code: 'timed-out'; readonly afterMs: number }
  /** Sent; the connection ended before the answer. Whether the PBX acted on it is unknown: read the state. */
  | { readonly code: 'connection-lost' }
  /** The PBX answered `-ERR …` or `-USAGE …`; `reply` is that line. */
  | { readonly code: 'refused'; readonly reply: string };

/** Why a connection is not there. */
export type LossReason =
  | 'connect-failed'
  | 'handshake-timed-out'
  /** Wrong password. */
  | 'auth-refused'
  /** `text/rude-rejection`: our address is not in the PBX's apply-inbound-acl. */
  | 'address-refused'
  | 'subscribe-refused'
  /** `text/disconnect-notice`: the PBX says goodbye (shutdown, module reload, or "killed listener because of lost events"). */
  | 'disconnect-notice'
  | 'connection-lost'
  /** The framer met bytes whose end it cannot know. */
  | 'protocol-broken'
  /** The PBX stopped answering although the connection stands. */
  | 'silent'
  | 'resync-failed'
  /** More events during a resync than are kept. */
  | 'buffer-overflow'
  | 'closed-by-us';
