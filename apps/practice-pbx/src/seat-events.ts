import type { EventBus } from './esl/event-bus.ts';
import type { Registration, Unregistration } from './sip/registrar.ts';

const statusOf = (registration: Registration): string =>
  // A page behind WebSocket has no address of its own in its contact.
  registration.link.transport === 'UDP'
    ? 'Registered(UDP)'
    : `Registered(${registration.link.transport}-NAT)`;

function contactOf(registration: Registration): string {
  const { contactUri, link, user } = registration;
  const path = encodeURIComponent(
    `sip:${user}@${link.remoteAddress}:${link.remotePort};transport=${link.transport.toLowerCase()}`,
  );
  return `"" <${contactUri};fs_nat=yes;fs_path=${path}>`;
}

export function fireRegistered(bus: EventBus, domain: string, registration: Registration): void {
  const { user, link } = registration;
  bus.fire({
    name: 'CUSTOM',
    subclass: 'sofia::register',
    headers: {
      'profile-name': 'internal',
      'from-user': user,
      'from-host': domain,
      'presence-hosts': 'n/a',
      contact: contactOf(registration),
      'call-id': registration.callId,
      rpid: 'unknown',
      status: statusOf(registration),
      expires: String(registration.expiresSeconds),
      'to-user': user,
      'to-host': domain,
      'network-ip': link.remoteAddress,
      'network-port': String(link.remotePort),
      username: user,
      realm: domain,
      'user-agent': registration.userAgent,
      sip_number_alias: user,
      sip_auth_username: user,
      sip_auth_realm: domain,
      number_alias: user,
      user_name: user,
      domain_name: domain,
      ...registration.variables,
    },
  });
}

/** One asked for has more headers than one that a closed socket caused, as in FreeSWITCH. */
export function fireUnregistered(
  bus: EventBus,
  domain: string,
  registration: Registration,
  why: Unregistration,
): void {
  const { user, link } = registration;
  const common = {
    'profile-name': 'internal',
    'from-user': user,
    'from-host': domain,
    'call-id': registration.callId,
    rpid: 'unknown',
  };
  if (why === 'socket-disconnection') {
    bus.fire({
      name: 'CUSTOM',
      subclass: 'sofia::unregister',
      headers: { ...common, reason: why },
    });
    return;
  }
  if (why === 'expired') {
    bus.fire({
      name: 'CUSTOM',
      subclass: 'sofia::expire',
      headers: { 'profile-name': 'internal', user, host: domain, contact: contactOf(registration) },
    });
    return;
  }
  bus.fire({
    name: 'CUSTOM',
    subclass: 'sofia::unregister',
    headers: {
      ...common,
      username: user,
      contact: contactOf(registration),
      realm: domain,
      'network-ip': link.remoteAddress,
      'network-port': String(link.remotePort),
      'user-agent': registration.userAgent,
      expires: '0',
      sip_number_alias: user,
      sip_auth_username: user,
      sip_auth_realm: domain,
      number_alias: user,
      user_name: user,
      domain_name: domain,
      ...registration.variables,
    },
  });
}
