import type { DeskCore } from './desk-core.ts';

/**
 * The headset was pulled out, or is back: the phone has already changed over (`softphone/chosen-devices.ts`); the person
 * is told, with two beeps on the ring device when something is gone, since nobody looks at the settings in a call.
 */
export function startDeviceFallback(core: DeskCore): void {
  const { state, settings, ports } = core;
  state.subscribe(({ phone, stage }, before) => {
    const missing = phone.missing ?? [];
    const gone = missing.filter((role) => !(before.phone.missing ?? []).includes(role));
    if (missing.join() === (before.phone.missing ?? []).join()) return;
    core.set({ deviceFailed: missing[0] ?? null });
    if (stage.kind !== 'signed-in') return;
    core.remark({ kind: gone.length > 0 ? 'device-gone' : 'device-back' });
    if (gone.length === 0) return;
    if (settings.state.getState().flash) return;
    ports.ring.beep();
    ports.setTimer(() => ports.ring.beep(), 300);
  });
}
