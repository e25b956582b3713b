/**
 * The only bridge between the page and the main process: one function per call of the contract, nothing generic.
 * Main checks what the page sends; here is checked what main answers.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { z } from 'zod';
import { platformEvent, type PlatformEvent } from '../shared/desk-platform.ts';
import {
  channelOf,
  EVENT_CHANNEL,
  ipcAnswer,
  ipcCalls,
  ipcNames,
  type IpcAnswer,
  type IpcName,
} from '../shared/ipc-contract.ts';

// The page's content policy forbids eval, and a preload should not want it either.
z.config({ jitless: true });

async function call(name: IpcName, args: readonly unknown[]): Promise<IpcAnswer<unknown>> {
  let raw: unknown;
  try {
    raw = await ipcRenderer.invoke(channelOf(name), ...args);
  } catch (error) {
    return { ok: false, code: 'internal', detail: error instanceof Error ? error.message : '' };
  }
  const answer = ipcAnswer.safeParse(raw);
  if (!answer.success) return { ok: false, code: 'invalid', detail: 'answer' };
  if (!answer.data.ok) {
    const { code, detail } = answer.data;
    return { ok: false, code, ...(detail === undefined ? {} : { detail }) };
  }
  const value = ipcCalls[name].result.safeParse(answer.data.value);
  if (!value.success) return { ok: false, code: 'invalid', detail: 'answer' };
  return { ok: true, value: value.data };
}

const calls = Object.fromEntries(
  ipcNames.map((name) => [name, (...args: unknown[]) => call(name, args)]),
);

const onEvent = (listener: (event: PlatformEvent) => void): (() => void) => {
  const receive = (_event: unknown, raw: unknown) => {
    const event = platformEvent.safeParse(raw);
    if (event.success) listener(event.data);
  };
  ipcRenderer.on(EVENT_CHANNEL, receive);
  return () => ipcRenderer.off(EVENT_CHANNEL, receive);
};

contextBridge.exposeInMainWorld('desk', { ...calls, onEvent });
