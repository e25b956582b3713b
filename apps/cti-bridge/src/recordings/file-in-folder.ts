import { lstat, realpath } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';

export type FoundFile = {
  /** Relative to the folder, with slashes. */
  readonly name: string;
  readonly bytes: number;
  /** ms since 1970 of the last write. */
  readonly writtenAt: number;
};

/**
 * The regular file at `path`, if it lies inside `folder` and no symbolic link below the folder leads to it; else null.
 * The folder itself may be a link: operators put recordings onto another disk.
 */
export async function fileInFolder(folder: string, path: string): Promise<FoundFile | null> {
  const name = relative(resolve(folder), resolve(path));
  if (name === '' || name.startsWith(`..${sep}`) || name === '..' || resolve(name) === name) {
    return null;
  }
  try {
    const root = await realpath(folder);
    const straight = resolve(root, name);
    // Any link on the way would make it another path.
    if ((await realpath(straight)) !== straight) return null;
    const { size, mtimeMs, isFile } = await statOf(straight);
    if (!isFile) return null;
    return { name: name.split(sep).join('/'), bytes: size, writtenAt: mtimeMs };
  } catch (cause) {
    if (isGone(cause)) return null;
    throw cause;
  }
}

async function statOf(path: string) {
  const stat = await lstat(path);
  return { size: stat.size, mtimeMs: stat.mtimeMs, isFile: stat.isFile() };
}

/** Not there, or something that is no folder on the way. */
export function isGone(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP';
}
