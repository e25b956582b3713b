import { assertNever } from '@hotline/domain/result';
import type { SignInTrouble } from '@hotline/ui';
import type { FinalRefusal, Link } from '../connection/link-state.ts';
import { logIn, logOut, seatSocketUrl, type LogInProblem } from '../connection/log-in.ts';
import { createSeatLink } from '../connection/seat-link.ts';
import { keptSignIn, type SignedIn } from '../store/kept-sign-in.ts';
import type { BridgeEvents } from './bridge-events.ts';
import type { DeskCore } from './desk-core.ts';

/** The bridge tells a leader several lists at once, ten times a second: they are drawn together. */
const LISTS_TOGETHER_MS = 16;

/** Whether nothing of this seat's own differs: a call, a state, the link itself are shown at once. */
const isOnlyLists = (shown: Link, next: Link): boolean =>
  shown.phase === next.phase &&
  shown.awaySince === next.awaySince &&
  shown.clockOffsetMs === next.clockOffsetMs &&
  shown.data !== null &&
  next.data !== null &&
  shown.data.call === next.data.call &&
  shown.data.seat === next.data.seat &&
  shown.data.hotline === next.data.hotline;

/** Signing in: log-in (HTTP), then the phone registers and the link to the bridge opens. Signing out undoes all three. */
export function createSigningIn(core: DeskCore, events: BridgeEvents, applyDevices: () => void) {
  const { get, set, clock, ports } = core;
  const { softphone } = ports;
  const { bridgeUrl } = ports.info;

  /** Lists and figures that are not shown yet, and whose link told them. */
  let unshown: { readonly link: Link; readonly of: DeskCore['link'] } | null = null;

  function onLink(next: Link): void {
    if (isOnlyLists(get().link, next)) {
      if (unshown === null) ports.setTimer(showLists, LISTS_TOGETHER_MS);
      unshown = { link: next, of: core.link };
      return;
    }
    unshown = null;
    set({ link: next });
    if (next.phase.kind === 'refused') leaveOnceSilent(finalTrouble(next.phase.code));
  }

  function showLists(): void {
    if (unshown?.of === core.link) set({ link: unshown.link });
    unshown = null;
  }

  const isTalking = () => ['answering', 'in-call'].includes(get().phone.call.kind);

  /** Whoever is being talked to is not cut off because a log-in ran out or the person signed in elsewhere. */
  function leaveOnceSilent(trouble: SignInTrouble): void {
    if (!isTalking()) return void leave(trouble);
    const mine = core.link;
    const stop = core.state.subscribe(() => {
      if (core.link === mine && isTalking()) return;
      stop();
      if (core.link === mine) void leave(trouble);
    });
  }

  /** Ends everything of the person who was here; drafts stay on the disk. */
  async function leave(trouble: SignInTrouble): Promise<void> {
    if (get().stage.kind === 'signed-out') return;
    set({ stage: { kind: 'signed-out', trouble }, revealed: null, armed: null, remark: null });
    keptSignIn.clear(ports.windowStorage);
    ports.ring.stop();
    const old = core.link;
    core.link = null;
    old?.close();
    core.drafts.leave();
    core.attachments.leave();
    set({ link: { ...get().link, data: null } });
    await softphone.stop();
  }

  async function enter(person: SignedIn): Promise<void> {
    set({ stage: { kind: 'signed-in', person } });
    // Without a telephone there is no seat either: such a person works on tickets over HTTP alone.
    if (person.role === 'office' || person.role === 'hall') return;
    applyDevices();
    void softphone.checkMicrophone();
    softphone.start(person.sip);
    const link = createSeatLink({
      url: seatSocketUrl(bridgeUrl),
      token: person.token,
      openSocket: ports.openSocket,
      now: ports.now,
      random: ports.random,
      newId: ports.newId,
      setTimer: ports.setTimer,
      onLink,
      onStateRead: events.onStateRead,
      onEvent: events.onEvent,
    });
    core.link = link;
    // First what this person wrote before: a call of before the reload has its draft, and what is 待发 is known.
    // Without it the desk still works; what is typed now is told as unsaved.
    await core.drafts.openFor(person.person).catch(() => undefined);
    await core.attachments.openFor(person.person).catch(() => undefined);
    if (core.link === link) link.open();
  }

  return {
    /** The bridge no longer knows the log-in. */
    expire: (): void => void leave({ code: 'expired' }),

    signIn: async (person: string, password: string): Promise<void> => {
      if (get().stage.kind !== 'signed-out') return;
      set({ stage: { kind: 'signing-in' } });
      const answer = await logIn(ports.fetcher, bridgeUrl, person, password);
      if (!answer.ok) {
        set({ stage: { kind: 'signed-out', trouble: troubleOf(answer.error, clock()) } });
        return;
      }
      core.settings.change({ lastPerson: person });
      const signedIn = { ...answer.value, person };
      keptSignIn.write(ports.windowStorage, signedIn);
      await enter(signedIn);
    },

    /** After a reload of the window: the log-in of before, if there is one. The bridge says whether it still counts. */
    signInAgain: async (): Promise<boolean> => {
      const kept = keptSignIn.read(ports.windowStorage);
      if (kept !== null && get().stage.kind === 'signed-out') await enter(kept);
      return kept !== null;
    },

    signOut: async (): Promise<void> => {
      const { stage } = get();
      if (stage.kind !== 'signed-in') return;
      if (stage.person.role === 'office' || stage.person.role === 'hall') {
        await logOut(ports.fetcher, bridgeUrl, stage.person.token);
        await leave({ code: 'signedOut' });
        return;
      }
      const outcome = await core.command('seat.sign-out', {});
      // Signing out during a call takes effect after it: the bridge then says `signed-out`. Away, it cannot promise that.
      if (isTalking()) {
        if (!outcome.ok) core.remark({ kind: 'refusal', code: outcome.error });
        return;
      }
      if (outcome.ok && get().phone.call.kind !== 'none') return;
      await logOut(ports.fetcher, bridgeUrl, stage.person.token);
      await leave({ code: 'signedOut' });
    },
  };
}

function troubleOf(problem: LogInProblem, now: number): SignInTrouble {
  if (problem.code !== 'locked') return problem;
  const { retryAfterMs } = problem;
  return { code: 'locked', until: retryAfterMs === null ? null : now + retryAfterMs };
}

function finalTrouble(code: FinalRefusal): SignInTrouble {
  switch (code) {
    case 'superseded':
      return { code: 'superseded' };
    case 'protocol-version':
      return { code: 'protocol' };
    case 'signed-out':
      return { code: 'signedOut' };
    case 'bad-token':
      return { code: 'expired' };
    default:
      return assertNever(code);
  }
}
