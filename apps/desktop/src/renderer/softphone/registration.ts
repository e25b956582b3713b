/**
 * Keeps the seat registered (RFC 3261, 10; RFC 5626): JsSIP connects again by itself and registers on every new connection;
 * what it does not do is added here: it never tries again after a refused or lost REGISTER, and never notices a dead socket.
 */
import { UA, URI } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { IncomingRequest } from 'jssip/lib/SIPMessage';
import type { CallOptions, RTCSessionEvent, UAConfiguration } from 'jssip/lib/UA';
import { createLineProbe } from './line-probe.ts';
import { createSipSocket } from './sip-socket.ts';
import type { Registration, SipAccount } from './softphone.ts';

/** s; a connection is tried again within this. */
const RECONNECT_MIN_S = 1;
const RECONNECT_MAX_S = 4;
/** Waits between refused REGISTERs, the last one for ever: the directory may be away for a while. */
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;
const STOP_MS = 2_000;

export type IncomingInvite = { readonly session: RTCSession; readonly request: IncomingRequest };

export type KeptRegistration = {
  /** A new socket and a new REGISTER. Calls are left alone. */
  refresh(): void;
  /** Something suggests that the network is gone: asks the PBX for a sign of life now. */
  check(): void;
  /** An INVITE of the seat's own; null when there is no connection to send it on. */
  call(user: string, options: CallOptions): RTCSession | null;
  stop(): Promise<void>;
};

export function keepRegistered(
  account: SipAccount,
  now: () => number,
  onState: (state: Registration) => void,
  onInvite: (invite: IncomingInvite) => void,
): KeptRegistration {
  const socket = createSipSocket(account.server);
  const ua = new UA(configurationOf(account, socket)) as UA & OptionsSender;
  let registered = false;
  let stopped = false;
  let refusals = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const lost = (why: 'socket' | 'refused' | 'timeout', status?: number) => {
    registered = false;
    if (stopped) return;
    onState({
      kind: 'lost',
      since: now(),
      why,
      ...(status === undefined ? {} : { status }),
    });
  };

  ua.on('registered', ({ response }) => {
    clearTimeout(retry);
    refusals = 0;
    if (registered || stopped) return;
    registered = true;
    const practice = response.getHeader('X-Hotline-Practice') === 'true';
    onState({ kind: 'registered', since: now(), ...(practice ? { practice } : {}) });
  });
  ua.on('disconnected', () => {
    clearTimeout(retry);
    line.lost();
    lost('socket');
  });
  ua.on('registrationFailed', ({ response, cause }) => {
    if (stopped || !ua.isConnected()) return;
    const status = (response as { status_code?: number } | null)?.status_code;
    if (status === undefined) lost(String(cause) === 'Request Timeout' ? 'timeout' : 'socket');
    else lost('refused', status);
    clearTimeout(retry);
    const wait = RETRY_MS[Math.min(refusals, RETRY_MS.length - 1)];
    refusals += 1;
    retry = setTimeout(() => {
      if (!stopped && ua.isConnected()) ua.register();
    }, wait);
  });
  ua.on('newRTCSession', (event: RTCSessionEvent) => {
    const direction: string = event.session.direction;
    if (direction !== 'incoming') return;
    onInvite({ session: event.session, request: event.request as IncomingRequest });
  });

  const line = createLineProbe({
    isOpen: () => ua.isConnected(),
    onDead: () => socket.drop(),
    sendOptions(told) {
      const answered = ({ response }: ProbeAnswer) => {
        if (response !== undefined && response !== null) told();
      };
      // As text, a domain of digits would be taken for a number and dialled.
      ua.sendOptions(new URI('sip', '', account.domain), undefined, {
        eventHandlers: { succeeded: answered, failed: answered },
      });
    },
  });
  onState({ kind: 'connecting' });
  ua.start();

  return {
    refresh() {
      if (!stopped && ua.isConnected()) socket.drop();
    },
    check: () => line.ask(),
    call(user, options) {
      if (stopped || !registered || !ua.isConnected()) return null;
      return ua.call(`sip:${user}@${account.domain}`, options);
    },
    async stop() {
      stopped = true;
      clearTimeout(retry);
      line.stop();
      const wasRegistered = registered && ua.isConnected();
      await new Promise<void>((resolve) => {
        if (wasRegistered) {
          ua.on('unregistered', () => resolve());
          setTimeout(resolve, STOP_MS);
        } else resolve();
        ua.stop();
      });
      onState({ kind: 'none' });
    },
  };
}

function configurationOf(
  account: SipAccount,
  socket: ReturnType<typeof createSipSocket>,
): UAConfiguration {
  return {
    sockets: [socket],
    uri: account.uri,
    password: account.password,
    register: true,
    register_expires: 300,
    session_timers: false,
    connection_recovery_min_interval: RECONNECT_MIN_S,
    connection_recovery_max_interval: RECONNECT_MAX_S,
    user_agent: 'hotline-desk',
  };
}

/** There at run time in JsSIP 3.13, missing in its types. */
type OptionsSender = {
  sendOptions(
    target: URI,
    body: string | undefined,
    options: { eventHandlers: Record<'succeeded' | 'failed', (event: ProbeAnswer) => void> },
  ): void;
};
type ProbeAnswer = { readonly response?: unknown };
