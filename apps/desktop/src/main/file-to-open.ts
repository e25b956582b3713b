/** What a file that came from elsewhere may be called so that the system's own program can show it. */
import path from 'node:path';

/**
 * A name of our making: what is left of `name`, `tag`, and the ending of the kind that the bytes are. null: of no kind
 * that is opened; nothing that runs is among those that are.
 */
export function fileToOpen(bytes: Buffer, name: string, tag: string): string | null {
  const kind = kindOf(bytes, path.extname(name).toLowerCase());
  return kind === null ? null : `${plainName(name)}-${tag}${kind}`;
}

const office = ['.docx', '.xlsx', '.pptx', '.ofd'];
const containers = ['.mp4', '.m4a', '.heic'];

/** By the first bytes; the name's ending decides between the kinds of one container. */
function kindOf(bytes: Buffer, given: string): string | null {
  const text = (from: number, to: number) => bytes.subarray(from, to).toString('latin1');
  if (text(0, 5) === '%PDF-') return '.pdf';
  if (text(1, 4) === 'PNG') return '.png';
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return '.jpg';
  if (text(0, 4) === 'GIF8') return '.gif';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return '.webp';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WAVE') return '.wav';
  if (text(0, 3) === 'ID3' || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2))
    return '.mp3';
  if (text(4, 8) === 'ftyp') return containers.includes(given) ? given : null;
  if (text(0, 2) === 'PK') return office.includes(given) ? given : null;
  return given === '.txt' && isPlainText(bytes) ? '.txt' : null;
}

function isPlainText(bytes: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // oxlint-disable-next-line no-control-regex -- these are what it looks for
    return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/u.test(text);
  } catch {
    return false;
  }
}

/** Without its ending and whatever a path or a shell could make something of. */
const plainName = (name: string): string =>
  path
    .basename(name, path.extname(name))
    .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
    .trim()
    .slice(0, 60) || 'paper';
