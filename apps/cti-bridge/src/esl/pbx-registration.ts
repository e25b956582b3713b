/** Events of the registrar (mod_sofia, sofia_reg.c): whether a seat's telephone can be reached. */
import { z } from 'zod';
import { optionalCount, optionalText, text } from './pbx-header.ts';

export type RegistrationEvent =
  | {
      readonly kind: 'registered';
      readonly user: string;
      readonly domain: string;
      readonly contact: string;
      /** SIP Call-ID of the registration, which tells two telephones of one user apart. */
      readonly sipCallId: string;
      readonly expiresS: number | undefined;
      readonly address: string | undefined;
      /** UDP, WS, WSS, …, with -NAT behind one. */
      readonly transport: string | undefined;
    }
  | {
      readonly kind: 'unregistered';
      readonly user: string;
      readonly domain: string;
      readonly sipCallId: string | undefined;
      /**
       * `socket-disconnection`: its WebSocket closed (sofia.c), which is a suspicion only: the audio may go on.
       * `expired`: no refresh in time. `asked`: the telephone signed off.
       */
      readonly reason: 'asked' | 'socket-disconnection' | 'expired';
    };

/** By Event-Subclass. */
export const registrationEvents = {
  'sofia::register': z
    .object({
      'from-user': text,
      'from-host': text,
      contact: text,
      'call-id': text,
      expires: optionalCount,
      'network-ip': optionalText,
      status: optionalText,
    })
    .transform((headers): RegistrationEvent => ({
      kind: 'registered',
      user: headers['from-user'],
      domain: headers['from-host'],
      contact: headers.contact,
      sipCallId: headers['call-id'],
      expiresS: headers.expires,
      address: headers['network-ip'],
      transport: /^Registered\((.+)\)$/.exec(headers.status ?? '')?.[1],
    })),
  'sofia::unregister': z
    .object({
      'from-user': text,
      'from-host': text,
      'call-id': optionalText,
      reason: optionalText,
    })
    .transform((headers): RegistrationEvent => ({
      kind: 'unregistered',
      user: headers['from-user'],
      domain: headers['from-host'],
      sipCallId: headers['call-id'],
      reason: headers.reason === 'socket-disconnection' ? 'socket-disconnection' : 'asked',
    })),
  'sofia::expire': z
    .object({ user: text, host: text, 'call-id': optionalText })
    .transform((headers): RegistrationEvent => ({
      kind: 'unregistered',
      user: headers.user,
      domain: headers.host,
      sipCallId: headers['call-id'],
      reason: 'expired',
    })),
} satisfies Record<string, z.ZodType<RegistrationEvent>>;
