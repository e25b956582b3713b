/** One command of an event socket client: its first line, further lines as headers, and a body by Content-Length. */
export interface EslCommand {
  readonly line: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Commands are short; a client that sends this much without a blank line is broken. */
const LARGEST = 256 * 1024;

/** Cuts a byte stream into commands: lines up to a blank one (LF or CRLF), then as many bytes as announced. */
export class CommandReader {
  #pending: Buffer = Buffer.alloc(0);

  /** The commands completed by these bytes; `overflow` when the client sends no end. */
  push(data: Buffer): { readonly commands: EslCommand[]; readonly overflow: boolean } {
    this.#pending = this.#pending.length === 0 ? data : Buffer.concat([this.#pending, data]);
    const commands: EslCommand[] = [];
    for (let command = this.#next(); command; command = this.#next()) {
      if (command.line !== '') commands.push(command);
    }
    return { commands, overflow: this.#pending.length > LARGEST };
  }

  #next(): EslCommand | undefined {
    const end = endOfHead(this.#pending);
    if (!end) return undefined;
    const lines = this.#pending
      .toString('utf8', 0, end.at)
      .split(/\r?\n/)
      .filter((line) => line !== '');
    const headers: Record<string, string> = {};
    for (const line of lines.slice(1)) {
      const colon = line.indexOf(':');
      if (colon > 0)
        headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
    }
    const announced = Number(headers['content-length'] ?? 0);
    const length = Number.isSafeInteger(announced) && announced > 0 ? announced : 0;
    const bodyAt = end.at + end.length;
    if (this.#pending.length < bodyAt + length) return undefined;
    const body = this.#pending.toString('utf8', bodyAt, bodyAt + length);
    this.#pending = this.#pending.subarray(bodyAt + length);
    return { line: (lines[0] ?? '').trim(), headers, body };
  }
}

function endOfHead(data: Buffer): { readonly at: number; readonly length: number } | undefined {
  for (let at = data.indexOf(0x0a); at >= 0; at = data.indexOf(0x0a, at + 1)) {
    if (data[at + 1] === 0x0a) return { at: at + 1, length: 1 };
    if (data[at + 1] === 0x0d && data[at + 2] === 0x0a) return { at: at + 1, length: 2 };
    // A stray blank line between two commands.
    if (at === 0) return { at: 0, length: 1 };
    if (at === 1 && data[0] === 0x0d) return { at: 0, length: 2 };
  }
  return undefined;
}
