import { lstat, realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';

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
  const name = nameIn(folder, path);
  if (name === null) return null;
  try {
    const root = await realpath(folder);
    const straight = resolve(root, name);
    // Any link on the way would make it another path.
    if ((await realpath(straight)) !== straight) return null;
    const found = await lstat(straight);
    if (!found.isFile()) return null;
    return { name: name.split(sep).join('/'), bytes: found.size, writtenAt: found.mtimeMs };
  } catch (cause) {
    if (isGone(cause)) return null;
    throw cause;
  }
}

/** `path` relative to `folder`, as it is written; null when it lies elsewhere. */
export function nameIn(folder: string, path: string): string | null {
  const name = relative(resolve(folder), resolve(path));
  const isElsewhere = name === '' || name === '..' || name.startsWith(`..${sep}`);
  // On Windows another drive has no relative path.
  return isElsewhere || isAbsolute(name) ? null : name;
}

/** False while the disk with the recordings is not mounted, or the PBX has never recorded. */
export async function isThere(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch (cause) {
    if (isGone(cause)) return false;
    throw cause;
  }
}

/** Not there, or something that is no folder on the way. */
export function isGone(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP';
}
