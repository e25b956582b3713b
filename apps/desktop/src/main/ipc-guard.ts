/** Answers the renderer's calls: right page, right arguments, or a typed refusal that is counted and logged. */
import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { PlatformError, type PlatformErrorCode } from '../shared/desk-platform.ts';
import {
  channelOf,
  ipcCalls,
  ipcNames,
  type IpcAnswer,
  type IpcArgs,
  type IpcName,
  type IpcResult,
} from '../shared/ipc-contract.ts';

export type IpcHandlers = {
  readonly [N in IpcName]: (...args: IpcArgs<N>) => IpcResult<N> | Promise<IpcResult<N>>;
};

export type IpcRefusal = {
  readonly name: IpcName;
  readonly why: 'foreign-page' | 'invalid' | 'failed';
  /** Places of the wrong arguments, or the failure; never what a person typed. */
  readonly detail: string;
  /** Refusals of this call for this reason since the start. */
  readonly count: number;
};

/** `isDesk` tells the desk's own main frame from everything else. */
export function answerCalls(
  handlers: IpcHandlers,
  isDesk: (event: IpcMainInvokeEvent) => boolean,
  onRefusal: (refusal: IpcRefusal) => void,
): void {
  const counts = new Map<string, number>();
  const refuse = (
    name: IpcName,
    why: IpcRefusal['why'],
    code: PlatformErrorCode,
    detail: string,
  ): IpcAnswer<never> => {
    const count = (counts.get(`${name} ${why}`) ?? 0) + 1;
    counts.set(`${name} ${why}`, count);
    onRefusal({ name, why, detail, count });
    return { ok: false, code, detail };
  };
  const answer = async <N extends IpcName>(
    name: N,
    event: IpcMainInvokeEvent,
    args: readonly unknown[],
  ): Promise<IpcAnswer<IpcResult<N>>> => {
    if (!isDesk(event)) return refuse(name, 'foreign-page', 'invalid', 'not the desk');
    const parsed = ipcCalls[name].args.safeParse(args);
    if (!parsed.success) {
      const places = parsed.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`);
      return refuse(name, 'invalid', 'invalid', places.join('; '));
    }
    try {
      return { ok: true, value: await handlers[name](...(parsed.data as IpcArgs<N>)) };
    } catch (error) {
      // A refusal by the rules of drafts is an answer, not a fault.
      if (error instanceof PlatformError && error.code !== 'disk') {
        return { ok: false, code: error.code, detail: error.message };
      }
      const code = error instanceof PlatformError ? error.code : 'internal';
      return refuse(name, 'failed', code, error instanceof Error ? error.message : String(error));
    }
  };
  for (const name of ipcNames) {
    ipcMain.handle(channelOf(name), (event, ...args: unknown[]) => answer(name, event, args));
  }
}
