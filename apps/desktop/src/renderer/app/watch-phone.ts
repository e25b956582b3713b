import { startAutoAnswer } from './auto-answer.ts';
import type { DeskCore } from './desk-core.ts';
import { startDeviceFallback } from './device-fallback.ts';
import { startLineCheck } from './line-check.ts';
import { startMediaRebuild } from './media-rebuild.ts';

/** What the desk does about the phone by itself, without a key. */
export function watchPhone(core: DeskCore): void {
  startAutoAnswer(core);
  startMediaRebuild(core);
  startLineCheck(core);
  startDeviceFallback(core);
}
