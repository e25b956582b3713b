import type { DeskCore } from './desk-core.ts';

/** The bridge fell silent: whatever took it away may have taken the PBX too, and nobody would say so before the next call. */
export function startLineCheck({ state, ports }: DeskCore): void {
  state.subscribe(({ link }, before) => {
    if (before.link.phase.kind === 'live' && link.phase.kind !== 'live')
      ports.softphone.checkLine();
  });
}
