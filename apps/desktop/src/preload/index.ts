/**
 * The only bridge between a page and the main process: one function per call of the page's contract, nothing generic.
 * Main checks what the page sends; here is checked what main answers.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { z } from 'zod';
import { platformEvent } from '../shared/desk-platform.ts';
import { floatingView } from '../shared/floating-view.ts';
import {
  channelOf,
  EVENT_CHANNEL,
  FLOATING_ARGUMENT,
  FLOATING_VIEW_CHANNEL,
  floatingCalls,
  ipcAnswer,
  ipcCalls,
  type IpcAnswer,
  type IpcContract,
} from '../shared/ipc-contract.ts';

// The page's content policy forbids eval, and a preload should not want it either.
z.config({ jitless: true });

async function call(
  channel: string,
  result: z.ZodType,
  args: readonly unknown[],
): Promise<IpcAnswer<unknown>> {
  let raw: unknown;
  try {
    raw = await ipcRenderer.invoke(channel, ...args);
  } catch (error) {
    return { ok: false, code: 'internal', detail: error instanceof Error ? error.message : '' };
  }
  const answer = ipcAnswer.safeParse(raw);
  if (!answer.success) return { ok: false, code: 'invalid', detail: 'answer' };
  if (!answer.data.ok) {
    const { code, detail } = answer.data;
    return { ok: false, code, ...(detail === undefined ? {} : { detail }) };
  }
  const value = result.safeParse(answer.data.value);
  if (!value.success) return { ok: false, code: 'invalid', detail: 'answer' };
  return { ok: true, value: value.data };
}

function functionsOf(page: 'desk' | 'floating', contract: IpcContract) {
  return Object.fromEntries(
    Object.entries(contract).map(([name, { result }]) => [
      name,
      (...args: unknown[]) => call(channelOf(page, name), result, args),
    ]),
  );
}

/** What main says of its own accord, as far as it is what was agreed. */
function told<T>(channel: string, schema: z.ZodType<T>) {
  return (listener: (said: T) => void): (() => void) => {
    const receive = (_event: unknown, raw: unknown) => {
      const said = schema.safeParse(raw);
      if (said.success) listener(said.data);
    };
    ipcRenderer.on(channel, receive);
    return () => ipcRenderer.off(channel, receive);
  };
}

if (process.argv.includes(FLOATING_ARGUMENT)) {
  contextBridge.exposeInMainWorld('floating', {
    ...functionsOf('floating', floatingCalls),
    onView: told(FLOATING_VIEW_CHANNEL, floatingView),
  });
} else {
  contextBridge.exposeInMainWorld('desk', {
    ...functionsOf('desk', ipcCalls),
    onEvent: told(EVENT_CHANNEL, platformEvent),
  });
}
