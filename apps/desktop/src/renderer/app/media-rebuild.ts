import type { DeskCore } from './desk-core.ts';
import { isLegExpected, judgeRebuild, withTry, type RebuildTries } from './rebuild-rule.ts';

/**
 * Audio that goes one way only is told by the bar (`phoneTrouble`); here the leg is asked to be put up again, by
 * `rebuild-rule.ts`, and the phone is told which second leg it may take.
 */
export function startMediaRebuild(core: DeskCore): void {
  const { get, ports, state } = core;
  let tries: RebuildTries = null;
  let stopWaiting: (() => void) | null = null;

  function look(): void {
    stopWaiting?.();
    stopWaiting = null;
    const { phone, link } = get();
    const call = link.data?.call ?? null;
    const now = ports.now();
    const verdict = judgeRebuild(tries, phone, call, link.phase.kind === 'live', now);
    if (verdict.kind === 'wait') stopWaiting = ports.setTimer(look, verdict.ms);
    if (verdict.kind !== 'ask') return;
    tries = withTry(tries, verdict.callId, now);
    // What comes of it is told by the call itself (`leg-rebuilt`, `leg-not-rebuilt`).
    void core.command('call.rebuild', { callId: verdict.callId });
    look();
  }

  ports.softphone.onSecondLeg((callId) =>
    isLegExpected(tries, get().link.data?.call ?? null, callId, ports.now()),
  );
  state.subscribe((now, before) => {
    if (now.phone !== before.phone || now.link !== before.link) look();
  });
}
