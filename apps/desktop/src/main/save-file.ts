/** A file that the person wants to keep: where, they say in the system's own dialogue. The page learns no path. */
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';

/** False: the person thought better of it. Rejects with the system's error when it cannot be written. */
export async function saveFile(
  window: BrowserWindow,
  name: string,
  bytes: Uint8Array,
): Promise<boolean> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: path.join(app.getPath('downloads'), path.basename(name)),
  });
  if (canceled || filePath === '') return false;
  // Whole, or not there: half a table looks like a table.
  const half = `${filePath}.part`;
  try {
    await writeFile(half, bytes);
    await rename(half, filePath);
  } catch (cause) {
    await rm(half, { force: true });
    throw cause;
  }
  return true;
}
