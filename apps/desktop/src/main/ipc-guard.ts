/** Answers a page's calls: right page, right arguments, or a typed refusal that is counted and logged. */
import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { isDiskFault, PlatformError, type PlatformErrorCode } from '../shared/desk-platform.ts';
import {
  channelOf,
  type IpcAnswer,
  type IpcArgs,
  type IpcContract,
  type IpcResult,
} from '../shared/ipc-contract.ts';

export type IpcHandlers<C extends IpcContract> = {
  readonly [N in keyof C]: (...args: IpcArgs<C, N>) => IpcResult<C, N> | Promise<IpcResult<C, N>>;
};

export type IpcRefusal = {
  readonly name: string;
  readonly why: 'foreign-page' | 'invalid' | 'failed';
  /** Places of the wrong arguments, or the failure; never what a person typed. */
  readonly detail: string;
  /** Refusals of this call for this reason since the start. */
  readonly count: number;
};

/** `isPage` tells the page's own main frame from everything else. */
export function answerCalls<C extends IpcContract>(
  page: 'desk' | 'floating',
  contract: C,
  handlers: IpcHandlers<C>,
  isPage: (event: IpcMainInvokeEvent) => boolean,
  onRefusal: (refusal: IpcRefusal) => void,
): void {
  const counts = new Map<string, number>();
  const refuse = (
    name: string,
    why: IpcRefusal['why'],
    code: PlatformErrorCode,
    detail: string,
  ): IpcAnswer<never> => {
    const count = (counts.get(`${name} ${why}`) ?? 0) + 1;
    counts.set(`${name} ${why}`, count);
    onRefusal({ name, why, detail, count });
    return { ok: false, code, detail };
  };
  const answer = async <N extends keyof C & string>(
    name: N,
    schema: C[N]['args'],
    event: IpcMainInvokeEvent,
    args: readonly unknown[],
  ): Promise<IpcAnswer<IpcResult<C, N>>> => {
    if (!isPage(event)) return refuse(name, 'foreign-page', 'invalid', `not the ${page}`);
    const parsed = schema.safeParse(args);
    if (!parsed.success) {
      const places = parsed.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`);
      return refuse(name, 'invalid', 'invalid', places.join('; '));
    }
    try {
      return { ok: true, value: await handlers[name](...(parsed.data as IpcArgs<C, N>)) };
    } catch (error) {
      // A refusal by the rules of drafts is an answer, not a fault.
      if (error instanceof PlatformError && !isDiskFault(error.code)) {
        return { ok: false, code: error.code, detail: error.message };
      }
      const code = error instanceof PlatformError ? error.code : 'internal';
      return refuse(name, 'failed', code, error instanceof Error ? error.message : String(error));
    }
  };
  for (const [name, { args }] of Object.entries(contract)) {
    ipcMain.handle(channelOf(page, name), (event, ...given: unknown[]) =>
      answer(name, args, event, given),
    );
  }
}
