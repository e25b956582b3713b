/** What must be true of a call after every step, whatever came before. Each law answers with its breaches in words. */
import { assertNever } from '../../result/index.ts';
import type { Call, CallNews, Leg, Party, TalkingCall } from '../index.ts';
import { isComing, isIn, seatOf, talksWithCaller } from '../index.ts';
import { isDealtWith } from '../wrap-draft.ts';
import type { SimulatedHotline } from './simulated-hotline.ts';

export function breaches(world: SimulatedHotline): readonly string[] {
  return [
    ...world.pbx.faults,
    ...citizenHasSomebody(world),
    ...legsAreOwned(world),
    ...timersBelong(world),
    ...seatsAreTold(world),
    ...heardAsSaid(world),
    ...whisperIsPrivate(world),
    ...consultationIsPrivate(world),
  ];
}

export const partiesOf = (call: Call): readonly Party[] => ('parties' in call ? call.parties : []);
const wrapsOf = (call: Call) => ('wraps' in call ? call.wraps : []);

/** (a) Never alone without music and a plan. */
function citizenHasSomebody(world: SimulatedHotline): readonly string[] {
  const { call, pbx } = world;
  const comes = (leg: Leg, timer: 'ring' | 'party') =>
    world.timers.has(`${timer} ${leg.legId}`) || mayMove(world, leg.legId);
  switch (call.kind) {
    case 'offered':
      return comes(call.seat, 'ring') ? [] : ['offered to a leg of which nothing will come'];
    case 'dialling':
      return comes(call.seat, 'ring') || comes(call.caller, 'ring')
        ? []
        : ['dialling without anything to come'];
    case 'parked':
      return world.timers.has('park ') ? [] : ['parked for ever'];
    case 'talking': {
      const said: string[] = [];
      // Dead while the citizen is called back: who is back gets it, or the room closes.
      if (!isWaitedFor(call, call.seat.legId) && !mayMove(world, call.seat.legId))
        said.push('talking to a seat that is not there');
      if (call.absent !== null) said.push(...absentHasPlan(world, call));
      return said;
    }
    case 'handed-over': {
      const others = call.parties.filter(
        (party) => party.kind !== 'leader' || talksWithCaller(party),
      );
      if (!others.some((party) => talksWithCaller(party) || isComing(party) || isLeaving(party)))
        return ['handed over to nobody'];
      const caller = pbx.legs.get(call.caller.legId);
      if (caller?.held === true && call.parties.some(talksWithCaller))
        return ['handed over, and held before somebody who talks'];
      return [];
    }
    case 'arriving':
    case 'waiting':
    case 'wrapping':
    case 'ended':
      return [];
    default:
      return assertNever(call);
  }
}

/** Out of the room, and its end still to be told. */
const isLeaving = (party: Party): boolean => party.state === 'left' && party.kind !== 'leader';

function absentHasPlan(world: SimulatedHotline, call: TalkingCall): readonly string[] {
  if (call.absent?.callBack === null) {
    const others = call.parties.some(({ kind }) => kind !== 'leader');
    return others ? [] : ['the citizen is gone for good, and a seat is kept alone'];
  }
  const plan =
    world.timers.has('call-back ') ||
    world.timers.has(`ring ${call.caller.legId}`) ||
    (call.caller.state !== 'left' && mayMove(world, call.caller.legId));
  return plan ? [] : ['the citizen is to be called back, and nothing will do it'];
}

const mayMove = ({ pbx }: SimulatedHotline, leg: string): boolean =>
  pbx.isAlive(leg) || pbx.hasPending(leg);

function legsOf(call: Call): readonly string[] {
  if (call.kind === 'ended' || call.kind === 'wrapping') return [];
  const legs = partiesOf(call).map(({ legId }) => legId);
  const isCallerGone =
    call.kind === 'talking' && call.absent !== null && call.caller.state === 'left';
  const isCallerToCome = call.kind === 'dialling' && isComing(call.seat);
  if (!isCallerGone && !isCallerToCome) legs.push(call.caller.legId);
  if ('seat' in call) legs.push(call.seat.legId);
  if (call.kind === 'talking' && call.spare !== null) legs.push(call.spare.legId);
  return legs;
}

/** A seat that died while its citizen is called back: the call-back decides. */
const isWaitedFor = (call: Call, leg: string): boolean =>
  call.kind === 'talking' &&
  call.absent !== null &&
  call.absent.callBack !== null &&
  call.seat.state === 'left' &&
  call.seat.legId === leg;

/** (b) No leg that nobody owns, nobody owned that is not a leg. */
function legsAreOwned(world: SimulatedHotline): readonly string[] {
  const owned = legsOf(world.call);
  const said: string[] = [];
  if (new Set(owned).size < owned.length) said.push(`a leg twice in the call: ${owned.join(' ')}`);
  for (const { id } of world.pbx.alive())
    if (!owned.includes(id)) said.push(`a leg nobody owns: ${id}`);
  // Seen leaving, its end delivered with the other one's: only the dialled caller is still unknown to the PBX.
  for (const leg of owned)
    if (!mayMove(world, leg) && !isWaitedFor(world.call, leg))
      said.push(`in the call, and dead without a word: ${leg}`);
  return said;
}

/** (c) No timer without its state, no state without its timer. */
function timersBelong({ call, timers, now }: SimulatedHotline): readonly string[] {
  const may = new Set<string>();
  const must = new Set<string>();
  const legTimer = (name: 'ring' | 'party', leg: Leg) => {
    if (isComing(leg)) may.add(`${name} ${leg.legId}`);
    if (leg.state === 'dialling' || leg.state === 'ringing') must.add(`${name} ${leg.legId}`);
  };
  // One whose draft is open when its time is over waits for its person.
  for (const { seatId, until, draft } of wrapsOf(call))
    if (isDealtWith(draft) || now < until) must.add(`wrap ${seatId}`);
    else may.add(`wrap ${seatId}`);
  for (const party of partiesOf(call)) legTimer('party', party);
  switch (call.kind) {
    case 'offered':
      legTimer('ring', call.seat);
      // Answered, or out again: the timer ends with the offer.
      may.add(`ring ${call.seat.legId}`);
      if (call.returns !== null) may.add('return ');
      break;
    case 'waiting':
      if (call.returns !== null) must.add('return ');
      break;
    case 'dialling':
      legTimer('ring', isComing(call.seat) ? call.seat : call.caller);
      may.add(`ring ${call.seat.legId}`);
      break;
    case 'parked':
      must.add('park ');
      break;
    case 'talking':
      if (call.spare !== null) legTimer('ring', call.spare);
      if (call.absent !== null && call.absent.callBack !== null)
        if (call.caller.state === 'left') must.add('call-back ');
        else legTimer('ring', call.caller);
      break;
    case 'arriving':
    case 'handed-over':
    case 'wrapping':
    case 'ended':
      break;
  }
  return [
    ...[...timers.keys()]
      .filter((key) => !may.has(key) && !must.has(key))
      .map((key) => `a timer for nothing: ${key}`),
    ...[...must].filter((key) => !timers.has(key)).map((key) => `no timer: ${key}`),
  ];
}

const newsOfLeg = (leg: Leg): readonly CallNews['kind'][] => {
  if (leg.state === 'dialling') return ['offered'];
  if (leg.state === 'ringing') return ['ringing', 'offered'];
  return isComing(leg) ? ['offered', 'ringing'] : ['talking'];
};

/** Every seat in the call, and what it was told last. */
export function newsOf(call: Call): ReadonlyMap<string, readonly CallNews['kind'][]> {
  const news = new Map<string, readonly CallNews['kind'][]>();
  if (call.kind === 'offered') news.set(call.seat.seatId, ['offered', 'ringing']);
  if (call.kind === 'dialling')
    news.set(call.seat.seatId, isIn(call.seat) ? ['talking'] : ['offered', 'ringing', 'talking']);
  if (call.kind === 'talking') news.set(call.seat.seatId, ['talking']);
  for (const party of partiesOf(call)) {
    const seat = seatOf(party);
    if (seat !== null) news.set(seat, newsOfLeg(party));
  }
  for (const { seatId } of wrapsOf(call)) news.set(seatId, ['wrapping']);
  return news;
}

/** (d) A seat knows what it is to the call, and is that once. */
function seatsAreTold({ call, told }: SimulatedHotline): readonly string[] {
  const should = newsOf(call);
  const said: string[] = [];
  const seats = [
    ...('seat' in call ? [call.seat.seatId] : []),
    ...partiesOf(call).flatMap((party) => seatOf(party) ?? []),
    ...wrapsOf(call).map(({ seatId }) => seatId),
  ];
  if (new Set(seats).size < seats.length) said.push(`a seat twice in the call: ${seats.join(' ')}`);
  for (const [seat, news] of told)
    if (should.get(seat)?.includes(news.kind) !== true)
      said.push(`seat ${seat} was told ${news.kind} and is ${String(should.get(seat))}`);
  for (const seat of should.keys()) if (!told.has(seat)) said.push(`seat ${seat} was not told`);
  return said;
}

/** (e) Who is held or muted on the PBX is who the call says. */
function heardAsSaid({ call, pbx }: SimulatedHotline): readonly string[] {
  const said: string[] = [];
  const compare = (leg: Leg, what: 'held' | 'muted', is: boolean) => {
    const there = pbx.legs.get(leg.legId);
    if (leg.state !== 'in-room' || there?.state !== 'in-room') return;
    if (there[what] !== is) said.push(`${leg.legId} is ${is ? '' : 'not '}${what} only on paper`);
  };
  if (call.kind === 'waiting' || call.kind === 'offered' || call.kind === 'parked')
    compare(call.caller, 'held', false);
  if (call.kind === 'talking') {
    compare(call.caller, 'held', call.held);
    compare(call.seat, 'held', false);
    compare(call.seat, 'muted', call.muted);
  }
  for (const party of partiesOf(call)) {
    compare(party, 'held', party.held);
    if (party.kind !== 'leader') compare(party, 'muted', party.muted);
  }
  const caller = 'caller' in call ? pbx.legs.get(call.caller.legId) : undefined;
  if (caller?.state === 'in-room' && 'wraps' in call && call.kind !== 'wrapping') {
    const owner = call.kind === 'talking' ? call.seat.seatId : null;
    if (caller.owner !== owner && isIn(call.caller) && call.kind !== 'dialling')
      said.push(`the PBX says ${caller.owner} has the citizen, not ${owner}`);
  }
  return said;
}

/** (f) A whisper reaches the seat in charge and nobody else. */
function whisperIsPrivate({ call, pbx }: SimulatedHotline): readonly string[] {
  if (call.kind === 'ended' || call.kind === 'wrapping' || call.kind === 'arriving') return [];
  const said: string[] = [];
  for (const party of call.parties) {
    if (party.kind !== 'leader' || !isIn(party)) continue;
    const leg = pbx.legs.get(party.legId);
    if (leg?.state !== 'in-room') continue;
    if (leg.mode !== party.mode || leg.muted !== (party.mode === 'listen'))
      said.push(`a leader ${String(leg.mode)} who is to ${party.mode}`);
    if (leg.mode !== 'whisper') continue;
    for (const other of [call.caller, ...call.parties])
      if (other !== party && isIn(other) && pbx.legs.get(other.legId)?.state === 'in-room')
        if (!leg.hiddenFrom.includes(other.legId)) said.push(`${other.legId} hears a whisper`);
  }
  return said;
}

/** (g) Whoever is consulted in confidence and the citizen do not hear each other. */
function consultationIsPrivate({ call, pbx }: SimulatedHotline): readonly string[] {
  if (call.kind !== 'talking') return [];
  const caller = pbx.legs.get(call.caller.legId);
  if (caller?.state !== 'in-room' || caller.held) return [];
  return call.parties
    .filter((party) => party.kind === 'guest' && party.purpose === 'consult' && isIn(party))
    .filter(({ legId }) => pbx.legs.get(legId)?.state === 'in-room')
    .filter(({ legId }) => pbx.legs.get(legId)?.held === false)
    .map(({ legId }) => `${legId} is consulted, and hears the citizen`);
}
