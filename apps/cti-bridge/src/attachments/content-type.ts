/** What a file is, by its content; its name and what the sender calls it say nothing. */
import { createReadStream } from 'node:fs';
import { fileTypeFromFile } from 'file-type';

/** image/png; null: nothing that is known, and no plain text either. */
export async function typeOfContent(path: string): Promise<string | null> {
  const known = await fileTypeFromFile(path);
  if (known !== undefined) return known.mime;
  return (await isPlainText(path)) ? 'text/plain' : null;
}

/** UTF-8 without control characters. What begins like markup is none: a page or a drawing may carry a script. */
async function isPlainText(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isBeginning = true;
  try {
    for await (const chunk of createReadStream(path)) {
      const text = decoder.decode(chunk as Buffer, { stream: true });
      // oxlint-disable-next-line no-control-regex -- they are what is looked for
      if (/[\u0000-\u0008\u000E-\u001F]/.test(text)) return false;
      if (isBeginning && /^\s*</.test(text)) return false;
      isBeginning &&= text.trim() === '';
    }
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}
