/** What becomes of a call to a number behind the practice gateways, so that a trainee can meet every outcome. */
import type { ScriptedCitizen } from '../citizen/script.ts';
import { citizens } from '../citizen/script.ts';

/** The gateways of config/freeswitch: the second route is tried when the first one fails. */
export type Gateway = 'carrier' | 'carrier-second';

export type DeskConduct =
  /** Rings a moment, then refuses with this SIP status. */
  | { readonly kind: 'refuses'; readonly status: number }
  /** Rings for ever. */
  | { readonly kind: 'rings' }
  | {
      readonly kind: 'answers';
      /** A file of `sounds/`. */
      readonly says: string;
      /** Takes the case over by pressing this key, after having listened. */
      readonly acknowledges: string | undefined;
      /** Hangs up so long after it answered. */
      readonly leavesAfterMs: number | undefined;
    }
  | { readonly kind: 'citizen'; readonly person: ScriptedCitizen };

const answers = (
  more: Partial<Omit<Extract<DeskConduct, { kind: 'answers' }>, 'kind'>> = {},
): DeskConduct => ({
  kind: 'answers',
  says: 'desk.wav',
  acknowledges: undefined,
  leavesAfterMs: undefined,
  ...more,
});

const ACKNOWLEDGES = answers({ acknowledges: '1' });
const NO_LINE = { kind: 'refuses', status: 503 } as const;
const RINGS = { kind: 'rings' } as const;

type Conduct = DeskConduct | Readonly<Record<Gateway, DeskConduct>>;

/** By the last digits of 0710 555 0…, with or without the area code; the table stands in the README. */
const SCRIPTED: Readonly<Record<string, Conduct>> = {
  180: { kind: 'refuses', status: 486 },
  181: RINGS,
  182: { kind: 'refuses', status: 480 },
  183: answers({ leavesAfterMs: 2000 }),
  184: answers(),
  185: ACKNOWLEDGES,
  186: { carrier: NO_LINE, 'carrier-second': ACKNOWLEDGES },
  187: { carrier: RINGS, 'carrier-second': ACKNOWLEDGES },
  188: NO_LINE,
  191: answers({ says: 'desk-water.wav' }),
  192: answers({ says: 'desk-power.wav' }),
  193: answers({ says: 'desk-gas.wav' }),
  194: answers({ says: 'desk-heat.wav' }),
};

const EMERGENCY = /^(?:0\d{2,3})?(?:110|119|120|122)$/;

/** Whoever is called: a scripted outcome, a scripted citizen at home, 110 and its like, else a desk that only talks. */
export function conductOf(dialled: string, gateway: Gateway): DeskConduct {
  const scripted = SCRIPTED[/^(?:0710)?5550(1\d\d)$/.exec(dialled)?.[1] ?? ''];
  if (scripted) return 'kind' in scripted ? scripted : scripted[gateway];
  const person = citizens.find(({ number }) => number === dialled);
  if (person) return { kind: 'citizen', person };
  return EMERGENCY.test(dialled) ? ACKNOWLEDGES : answers();
}
