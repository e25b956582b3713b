import { PlatformError, type DeskPlatform } from '../../shared/desk-platform.ts';
import type { DeskBridge, IpcAnswer } from '../../shared/ipc-contract.ts';
import { watchNetwork } from './network-signals.ts';

/** The platform over `window.desk` of the preload: answers that came as data become values or `PlatformError`s. */
export function electronPlatform(desk: DeskBridge): DeskPlatform {
  return {
    bootstrap: () => value(desk.bootstrap()),
    drafts: {
      of: (owner) => ({
        list: () => value(desk.draftsList(owner)),
        load: (id) => value(desk.draftsLoad(owner, id)),
        save: (draft) => value(desk.draftsSave(owner, draft)),
        mark: (id, status) => value(desk.draftsMark(owner, id, status)),
        versions: (id) => value(desk.draftsVersions(owner, id)),
        remove: (id) => value(desk.draftsRemove(owner, id)),
      }),
    },
    attachments: {
      of: (owner) => ({
        list: () => value(desk.attachmentsList(owner)),
        add: (attachment, bytes) => value(desk.attachmentsAdd(owner, attachment, bytes)),
        read: (id) => value(desk.attachmentsRead(owner, id)),
        mark: (id, state) => value(desk.attachmentsMark(owner, id, state)),
        remove: (id) => value(desk.attachmentsRemove(owner, id)),
      }),
    },
    openFile: (name, bytes) => value(desk.fileOpen(name, bytes)),
    saveFile: (name, bytes) => value(desk.fileSave(name, bytes)),
    knowledge: {
      state: () => value(desk.knowledgeCopy()),
      apply: (page) => value(desk.knowledgeApply(page)),
      search: (query) => value(desk.knowledgeSearch(query)),
      missingPapers: () => value(desk.knowledgePapersMissing()),
      keepPaper: (hash, bytes) => value(desk.knowledgePaperKeep(hash, bytes)),
      openPaper: (hash, name) => value(desk.knowledgePaperOpen(hash, name)),
    },
    attention: (wanted) => value(desk.attention(wanted)),
    condition: (now) => value(desk.condition(now)),
    pdf: async () => new Uint8Array(await value(desk.printPdf())),
    floating: {
      toggle: () => value(desk.floatingToggle()),
      show: (view) => value(desk.floatingShow(view)),
    },
    onEvent(listener) {
      const ends = [desk.onEvent(listener), watchNetwork(listener)];
      return () => ends.forEach((end) => end());
    },
  };
}

async function value<T>(answer: Promise<IpcAnswer<T>>): Promise<T> {
  const settled = await answer;
  if (settled.ok) return settled.value;
  throw new PlatformError(settled.code, settled.detail);
}
