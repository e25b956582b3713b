import type { Citizen } from './place-call.ts';
import { playCitizen } from './play-citizen.ts';
import { callOrder, citizens, type ScriptedCitizen } from './script.ts';

export interface CitizenStream {
  /** Citizens on the line now. */
  readonly open: ReadonlySet<Citizen>;
  stop(): void;
}

export interface StreamOptions {
  readonly to: string;
  readonly perMinute: number;
  readonly atOnce: number;
  /** Stops by itself after so many. */
  readonly count?: number;
  readonly from?: string;
  readonly skill?: string;
  onCall?(citizen: Citizen, person: ScriptedCitizen): void;
  onDone?(): void;
}

/** Lets citizens call one after the other, evenly spaced, the first at once; waits while too many are on the line. */
export function startCitizens(options: StreamOptions): CitizenStream {
  const open = new Set<Citizen>();
  let called = 0;
  let timer: NodeJS.Timeout | undefined;
  const finishWhenQuiet = (): void => {
    if (open.size === 0 && options.count !== undefined && called >= options.count)
      options.onDone?.();
  };
  const forget = async (citizen: Citizen): Promise<void> => {
    await citizen.ended;
    open.delete(citizen);
    finishWhenQuiet();
  };
  const call = (): void => {
    if (options.count !== undefined && called >= options.count) {
      clearInterval(timer);
      return;
    }
    if (open.size >= options.atOnce) return;
    const person = personFor(called, options.skill);
    called++;
    const citizen = playCitizen(person, options.to, options);
    open.add(citizen);
    void forget(citizen);
    options.onCall?.(citizen, person);
  };
  timer = setInterval(call, 60_000 / options.perMinute);
  call();
  return {
    open,
    stop() {
      clearInterval(timer);
      for (const citizen of open) citizen.hangUp();
    },
  };
}

/** The n-th caller of the order; with a skill wanted, those who need it first. */
function personFor(index: number, skill: string | undefined): ScriptedCitizen {
  const speakers = skill ? citizens.filter((person) => person.skill === skill) : [];
  const id = callOrder[index % callOrder.length];
  const person =
    speakers[index % Math.max(1, speakers.length)] ??
    citizens.find((one) => one.id === id) ??
    citizens[0];
  if (!person) throw new Error('the script has no citizens');
  return person;
}
