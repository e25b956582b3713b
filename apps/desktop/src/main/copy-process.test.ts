import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { articleContent, type KnowledgePage } from '@hotline/domain/knowledge';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ipcCalls } from '../shared/ipc-contract.ts';
import { copyAnswerer } from './answer-copy.ts';
import { createCopyProcess, type CopyChild } from './copy-process.ts';
import { knowledgeCalls } from './knowledge-copy.ts';
import type { CopyAnswer } from './knowledge-calls.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'copy-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What the process does, without one; `die` takes it away with whatever it was asked. */
function children() {
  const all: { die: (code: number) => void }[] = [];
  const fork = (): CopyChild => {
    const answer = copyAnswerer(folder);
    let tell: ((answer: CopyAnswer) => void) | null = null;
    let exit: ((code: number) => void) | null = null;
    let alive = true;
    all.push({
      die(code) {
        alive = false;
        exit?.(code);
      },
    });
    return {
      send: (question) =>
        queueMicrotask(() => {
          if (alive) tell?.(answer(question));
        }),
      onMessage: (listener) => (tell = listener),
      onExit: (listener) => (exit = listener),
      kill() {
        alive = false;
        exit?.(0);
      },
    };
  };
  return { all, fork };
}
const page: KnowledgePage = {
  library: 'test',
  upTo: 1,
  left: 0,
  articles: [
    {
      id: 'water',
      version: 1,
      content: articleContent.parse({ title: '停水报修', answer: '请拨打热线。', unit: '水务' }),
    },
  ],
  gone: [],
};
const query = { text: 'tsbx', category: '', place: '', today: '2026-11-25', limit: 8 };

test('begins with the first question, answers each, and its file outlives it', async () => {
  const { all, fork } = children();
  const copy = createCopyProcess(fork, () => undefined);
  expect(all.length).toBe(0);
  await copy.ask('apply', page);
  expect((await copy.ask('search', query)).map(({ id }) => id)).toEqual(['water']);
  expect(all.length).toBe(1);
  copy.close();
  const again = createCopyProcess(fork, () => undefined);
  expect(await again.ask('copy', null)).toEqual({ library: 'test', upTo: 1, articles: 1 });
});

test('dies: whoever waits is told, the next question begins another', async () => {
  const { all, fork } = children();
  const died: number[] = [];
  const copy = createCopyProcess(fork, (code) => died.push(code));
  await copy.ask('apply', page);
  const lost = copy.ask('search', query);
  all[0]?.die(139);
  await expect(lost).rejects.toThrow('died');
  expect(died).toEqual([139]);
  expect((await copy.ask('search', query)).length).toBe(1);
  expect(all.length).toBe(2);
});

test('closed with the desk, it is not told as a death and asked no more', async () => {
  const died: number[] = [];
  const copy = createCopyProcess(children().fork, (code) => died.push(code));
  await copy.ask('copy', null);
  copy.close();
  expect(died).toEqual([]);
  await expect(copy.ask('copy', null)).rejects.toThrow('closes');
});

test('a folder that cannot be written is an answer, and is tried again', async () => {
  const blocked = path.join(folder, 'file');
  writeFileSync(blocked, 'no folder');
  const answer = copyAnswerer(blocked);
  expect(answer({ no: 1, call: 'copy', given: null })).toMatchObject({ no: 1, ok: false });
  rmSync(blocked);
  expect(answer({ no: 2, call: 'copy', given: null }).ok).toBe(false);
});

describe('what the page may ask', () => {
  const hash = 'a'.repeat(64);
  test.each([
    ['knowledgeSearch', [{ ...query, limit: 9999 }]],
    ['knowledgeSearch', [{ ...query, today: 'today' }]],
    ['knowledgeSearch', ['停水']],
    ['knowledgeApply', [{ ...page, articles: 'all' }]],
    ['knowledgeApply', []],
    ['knowledgeCopy', ['more']],
    ['knowledgePaperKeep', ['../../etc/passwd', Uint8Array.of(1)]],
    ['knowledgePaperKeep', [hash, 'text']],
    ['knowledgePaperKeep', [hash, new Uint8Array(0)]],
    ['knowledgePaperKeep', [hash, new Uint8Array(10_000_001)]],
    ['knowledgePaperOpen', ['/etc/passwd', 'a.pdf']],
    ['knowledgePaperOpen', [hash, 'n'.repeat(121)]],
  ] as const)('%s refuses %j', (name, args) => {
    expect(ipcCalls[name].args.safeParse(args).success).toBe(false);
  });

  test('bytes that are not those of the hash are not kept', () => {
    const copy = createCopyProcess(children().fork, () => undefined);
    const calls = knowledgeCalls(folder, folder, copy, async () => '');
    expect(() => calls.knowledgePaperKeep(hash, Uint8Array.of(1))).toThrow('invalid');
  });
});
