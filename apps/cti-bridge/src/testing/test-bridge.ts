/** A bridge with its real store, people and gateway, on a free port, with the fake desk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seatLogInAnswer, type SeatLogInAnswer } from '@hotline/domain/protocol';
import { startBridge, type Bridge } from '../app.ts';
import { loadConfig, type BridgeConfig } from '../config/index.ts';
import { createLogger } from '../observe/log.ts';
import { createFakeDesk, type FakeDesk } from './fake-desk.ts';

const practicePassword = 'test-Password-1';
const root = fileURLToPath(new URL('../../../..', import.meta.url));

export type TestBridge = Bridge & {
  readonly desk: FakeDesk;
  readonly logs: string[];
  readonly folder: string;
  logIn(person: string, password?: string): Promise<Response>;
  /** Of somebody whose password is right. */
  grant(person: string): Promise<SeatLogInAnswer>;
};

export function testConfig(folder: string, change: (config: BridgeConfig) => BridgeConfig) {
  const config = loadConfig({
    env: {
      HOTLINE_ESL_PASSWORD: 'esl-secret',
      HOTLINE_DIRECTORY_SECRET: 'dirsecret',
      HOTLINE_LISTEN_PORT: '0',
      HOTLINE_DATA: folder,
      HOTLINE_PRACTICE: '1',
      HOTLINE_PRACTICE_PASSWORD: practicePassword,
    },
    workingFolder: root,
  });
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  return change(config.value);
}

/** `folder` of an earlier one: a restart. */
export async function startTestBridge({
  folder = mkdtempSync(join(tmpdir(), 'hotline-bridge-')),
  change = (config: BridgeConfig) => config,
  desk = createFakeDesk(),
  now = Date.now,
} = {}): Promise<TestBridge> {
  const logs: string[] = [];
  const started = await startBridge({
    config: testConfig(folder, change),
    log: createLogger('debug', { write: (line: string) => void logs.push(line) }),
    createDesk: desk.create,
    now,
  });
  if (!started.ok) throw new Error(started.error.words);
  const bridge = started.value;
  const logIn = (person: string, password = practicePassword) =>
    fetch(`${bridge.origin}/api/v1/log-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person, password }),
    });
  return {
    ...bridge,
    desk,
    logs,
    folder,
    logIn,
    async grant(person) {
      const answer = await logIn(person);
      if (answer.status !== 200) throw new Error(`log-in: ${answer.status}`);
      return seatLogInAnswer.parse(await answer.json());
    },
  };
}

export function forget(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
