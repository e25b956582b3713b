/** The seat's own copy of the knowledge library and its papers: what the desk finds while a citizen waits, also with the bridge away. */
import path from 'node:path';
import { PlatformError } from '../shared/desk-platform.ts';
import type { ipcCalls } from '../shared/ipc-contract.ts';
import type { CopyProcess } from './copy-process.ts';
import type { IpcHandlers } from './ipc-guard.ts';
import { knowledgePapers } from './knowledge-papers.ts';

type KnowledgeCalls = Pick<
  IpcHandlers<typeof ipcCalls>,
  | 'knowledgeCopy'
  | 'knowledgeApply'
  | 'knowledgeSearch'
  | 'knowledgePapersMissing'
  | 'knowledgePaperKeep'
  | 'knowledgePaperOpen'
>;

/** As many a time as one answer should hold. */
const PAPERS_AT_ONCE = 100;

/** `openFile` resolves with '' when the system has opened it (Electron's `shell.openPath`). */
export function knowledgeCalls(
  folder: string,
  temporary: string,
  copy: CopyProcess,
  openFile: (file: string) => Promise<string>,
): KnowledgeCalls {
  const papers = knowledgePapers(path.join(folder, 'knowledge-papers'));
  return {
    knowledgeCopy: () => copy.ask('copy', null),
    async knowledgeApply(page) {
      await copy.ask('apply', page);
    },
    knowledgeSearch: async (query) => [...(await copy.ask('search', query))],
    knowledgePapersMissing: async () =>
      papers.missing(await copy.ask('papers', null)).slice(0, PAPERS_AT_ONCE),
    knowledgePaperKeep(hash, bytes) {
      if (!papers.keep(hash, bytes))
        throw new PlatformError('invalid', 'not the bytes of the hash');
    },
    async knowledgePaperOpen(hash, name) {
      const file = papers.toOpen(hash, name, temporary);
      return file !== null && (await openFile(file)) === '';
    },
  };
}
