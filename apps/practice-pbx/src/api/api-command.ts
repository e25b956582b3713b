import type { PbxCore } from '../core.ts';

/** What follows `api` or `bgapi` on the wire: its answer is the body of the response, byte for byte. */
export type ApiCommand = (core: PbxCore, argument: string) => string | Promise<string>;

export const NO_SUCH_CHANNEL = '-ERR No such channel!\n';
