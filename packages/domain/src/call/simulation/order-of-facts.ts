/** The order in which the facts of one call may stand on the ledger, and how often. */
import type { LedgerFact } from '../../ledger/index.ts';
import { ledgerFact } from '../../ledger/index.ts';

/** Writing up, and the receipt of what was told to 110. */
const mayFollowTheEnd = (fact: LedgerFact): boolean =>
  fact.kind === 'wrap-started' ||
  fact.kind === 'wrap-overdue' ||
  fact.kind === 'wrap-finished' ||
  isReceipt(fact);

const isReceipt = (fact: LedgerFact): boolean =>
  fact.kind === 'emergency-step' &&
  (fact.step.startsWith('summary') || fact.step === 'no-summary-target');

export class OrderOfFacts {
  readonly breaches: string[] = [];
  #isOpen = false;
  #isOver = false;
  #isQueued = false;
  #isParked = false;
  #isHeld = false;
  #inCharge: string | null = null;
  readonly #offers = new Map<string, 'open' | 'over'>();
  readonly #parties = new Map<string, 'invited' | 'joined' | 'gone'>();
  readonly #wraps = new Set<string>();
  readonly #cases = new Map<string, 'open' | 'over'>();

  take(fact: LedgerFact): void {
    const parsed = ledgerFact.safeParse(fact);
    if (!parsed.success) this.breaches.push(`not a fact: ${JSON.stringify(fact)}`);
    if (this.#isOver && !mayFollowTheEnd(fact)) this.breaches.push(`${fact.kind} after the end`);
    if (!this.#isOpen && fact.kind !== 'call-arrived' && fact.kind !== 'call-dialled')
      this.breaches.push(`${fact.kind} before the beginning`);
    if (!this.#mayCome(fact)) this.breaches.push(`out of order: ${JSON.stringify(fact)}`);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** What has begun and not ended. */
  open(): readonly string[] {
    return [
      ...[...this.#offers].filter(([, state]) => state === 'open').map(([leg]) => `offer ${leg}`),
      ...[...this.#parties].filter(([, state]) => state !== 'gone').map(([leg]) => `party ${leg}`),
      ...[...this.#wraps].map((seat) => `wrap ${seat}`),
      ...[...this.#cases].filter(([, state]) => state === 'open').map(([id]) => `case ${id}`),
      ...(this.#isParked ? ['parked'] : []),
    ];
  }

  #mayCome(fact: LedgerFact): boolean {
    switch (fact.kind) {
      case 'call-arrived':
      case 'call-dialled': {
        const isFirst = !this.#isOpen;
        this.#isOpen = true;
        if (fact.kind === 'call-dialled') this.#inCharge = fact.seatId;
        return isFirst;
      }
      case 'call-queued': {
        const isFirst = !this.#isQueued;
        this.#isQueued = true;
        return isFirst;
      }
      case 'call-offered': {
        const isNew = !this.#offers.has(fact.leg) && this.#inCharge === null;
        this.#offers.set(fact.leg, 'open');
        return isNew && this.open().filter((one) => one.startsWith('offer')).length === 1;
      }
      case 'call-ringing':
        return this.#offers.get(fact.leg) === 'open';
      case 'offer-failed':
      case 'call-answered': {
        const wasOpen = this.#offers.get(fact.leg) === 'open';
        this.#offers.set(fact.leg, 'over');
        if (fact.kind === 'call-answered') this.#inCharge = fact.seatId;
        return wasOpen;
      }
      case 'call-connected':
        return this.#inCharge === fact.seatId;
      case 'call-transferred': {
        const wasJoined = this.#parties.get(fact.leg) === 'joined';
        // In charge now, and no party any more.
        this.#parties.set(fact.leg, 'gone');
        this.#inCharge = fact.to;
        this.#isHeld = false;
        return wasJoined;
      }
      case 'call-handed-over':
        this.#inCharge = null;
        this.#isHeld = false;
        return true;
      case 'call-parked': {
        const isSeat = this.#inCharge === fact.seatId;
        this.#isParked = true;
        this.#isHeld = false;
        this.#inCharge = null;
        return isSeat;
      }
      case 'call-unparked': {
        const wasParked = this.#isParked;
        this.#isParked = false;
        return wasParked;
      }
      case 'call-sent-to-queue':
        return this.#inCharge === fact.seatId;
      case 'call-requeued':
        this.#inCharge = null;
        this.#isHeld = false;
        return !this.#isParked;
      case 'call-abandoned':
        return this.#inCharge === null && !this.#isParked;
      case 'call-ended': {
        this.#isOver = true;
        this.#inCharge = null;
        return this.open().every((one) => one.startsWith('wrap'));
      }
      case 'party-invited': {
        const isNew = !this.#parties.has(fact.leg);
        this.#parties.set(fact.leg, 'invited');
        return isNew;
      }
      case 'party-joined': {
        const wasInvited = this.#parties.get(fact.leg) === 'invited';
        this.#parties.set(fact.leg, 'joined');
        return wasInvited;
      }
      case 'party-gone': {
        const state = this.#parties.get(fact.leg);
        this.#parties.set(fact.leg, 'gone');
        return state !== undefined && state !== 'gone';
      }
      case 'caller-held': {
        const wasHeld = this.#isHeld;
        this.#isHeld = true;
        return !wasHeld;
      }
      case 'caller-retrieved': {
        const wasHeld = this.#isHeld;
        this.#isHeld = false;
        return wasHeld;
      }
      case 'caller-dropped':
        this.#isHeld = false;
        return this.#inCharge !== null;
      case 'wrap-started': {
        const isNew = !this.#wraps.has(fact.seatId);
        this.#wraps.add(fact.seatId);
        return isNew;
      }
      case 'wrap-overdue':
        return this.#wraps.has(fact.seatId);
      case 'wrap-finished':
        return this.#wraps.delete(fact.seatId);
      case 'emergency-step': {
        const state = this.#cases.get(fact.caseId);
        const isStart = fact.step === 'started';
        if (isStart) this.#cases.set(fact.caseId, 'open');
        if (['failed', 'cancelled', 'target-left'].includes(fact.step))
          this.#cases.set(fact.caseId, 'over');
        if (isStart) return state === undefined;
        return state === 'open' || (state === 'over' && isReceipt(fact));
      }
      default:
        return true;
    }
  }
}
