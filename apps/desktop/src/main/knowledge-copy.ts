/** The seat's own copy of the knowledge library: what the desk searches while a citizen waits, also with the bridge away. */
import path from 'node:path';
import { openKnowledgeIndex } from '@hotline/knowledge-index';
import type { ipcCalls } from '../shared/ipc-contract.ts';
import type { IpcHandlers } from './ipc-guard.ts';

type KnowledgeCalls = Pick<
  IpcHandlers<typeof ipcCalls>,
  'knowledgeCopy' | 'knowledgeApply' | 'knowledgeSearch'
>;

/** The file is opened at the first use: a desk whose disk is full still takes calls. */
export function knowledgeCalls(folder: string): KnowledgeCalls & { readonly close: () => void } {
  let index: ReturnType<typeof openKnowledgeIndex> | null = null;
  const opened = () => (index ??= openKnowledgeIndex(path.join(folder, 'knowledge.sqlite')));
  return {
    knowledgeCopy: () => opened().copy(),
    knowledgeApply: (page) => opened().apply(page),
    knowledgeSearch: (query) => opened().search(query),
    close: () => index?.close(),
  };
}
