/** The floating bar's page: draws what it is told, passes on which key was pressed, and knows nothing else. */
import { z } from 'zod';
import type { FloatingAction, FloatingView } from '../../shared/floating-view.ts';
import type { FloatingBridge } from '../../shared/ipc-contract.ts';
import { elapsed } from './elapsed.ts';
import { WORDS } from './words.ts';

declare global {
  interface Window {
    /** Put there by the preload of this page only. */
    readonly floating?: FloatingBridge;
  }
}

z.config({ jitless: true });
const KEYS: readonly FloatingAction[] = ['answer', 'hang-up', 'mute', 'hold', 'show-desk', 'close'];
const ALWAYS: ReadonlySet<FloatingAction> = new Set(['show-desk', 'close']);

const part = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
};
const bar = part('bar');
const buttons = new Map(KEYS.map((action) => [action, buttonOf(action)]));
part('keys').append(...buttons.values());
let view: FloatingView | null = null;

function buttonOf(action: FloatingAction): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset['action'] = action;
  button.addEventListener('click', () => void window.floating?.act(action));
  return button;
}

function show(next: FloatingView): void {
  view = next;
  const words = WORDS[next.language];
  document.documentElement.lang = next.language;
  bar.dataset['state'] = next.state;
  bar.dataset['trouble'] = String(next.trouble);
  bar.title = next.trouble ? words.trouble : '';
  part('state').textContent = words.state[next.state];
  part('caller').textContent = next.caller;
  part('caller').title = next.caller;
  for (const [action, button] of buttons) {
    const isUndo =
      (action === 'mute' && next.muted) || (action === 'hold' && next.state === 'held');
    button.textContent = isUndo ? words.undo[action] : words.action[action];
    button.disabled = !ALWAYS.has(action) && !next.may.includes(action);
    button.setAttribute('aria-pressed', String(isUndo));
  }
  tick();
}

function tick(): void {
  const since = view?.since ?? null;
  part('time').textContent = since === null ? '' : elapsed(since, Date.now());
}

setInterval(tick, 500);
window.floating?.onView(show);
const first = await window.floating?.look();
if (first?.ok === true && first.value !== null && view === null) show(first.value);
