/** One text frame of a seat → what it says, or what is wrong with it. */
import { z } from 'zod';
import {
  command,
  hello,
  MAX_MESSAGE_BYTES,
  PROTOCOL_VERSION,
  type Command,
  type Hello,
} from '@hotline/domain/protocol';

export type SeatMessage =
  | { readonly kind: 'hello'; readonly hello: Hello }
  | { readonly kind: 'other-version' }
  | { readonly kind: 'command'; readonly command: Command }
  /** A command that can be answered, because it says its id. */
  | {
      readonly kind: 'bad-command';
      readonly id: string;
      readonly code: 'malformed' | 'unknown-command';
      readonly detail: string;
    }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'malformed'; readonly detail: string };

const commandNames: ReadonlySet<string> = new Set(
  command.options.map((option) => option.shape.name.value),
);
/** What any version of `hello` has. */
const someHello = z.object({ type: z.literal('hello'), v: z.number().int() });
const someCommand = z.object({
  type: z.literal('command'),
  id: z.string().min(1).max(64),
  name: z.string().optional(),
});

export function readMessage(data: Buffer, isBinary: boolean): SeatMessage {
  if (data.byteLength > MAX_MESSAGE_BYTES) return { kind: 'too-large' };
  if (isBinary) return { kind: 'malformed', detail: 'binary frame' };
  let value: unknown;
  try {
    value = JSON.parse(data.toString('utf8'));
  } catch {
    return { kind: 'malformed', detail: 'no JSON' };
  }

  const anyHello = someHello.safeParse(value);
  if (anyHello.success) {
    if (anyHello.data.v !== PROTOCOL_VERSION) return { kind: 'other-version' };
    const parsed = hello.safeParse(value);
    return parsed.success
      ? { kind: 'hello', hello: parsed.data }
      : { kind: 'malformed', detail: firstIssue(parsed.error) };
  }

  const anyCommand = someCommand.safeParse(value);
  if (!anyCommand.success) return { kind: 'malformed', detail: 'neither hello nor command' };
  const { id, name = '' } = anyCommand.data;
  if (!commandNames.has(name)) {
    return { kind: 'bad-command', id, code: 'unknown-command', detail: name.slice(0, 64) };
  }
  const parsed = command.safeParse(value);
  return parsed.success
    ? { kind: 'command', command: parsed.data }
    : { kind: 'bad-command', id, code: 'malformed', detail: firstIssue(parsed.error) };
}

/** Place and rule; never the value, which may be a citizen's. */
function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? 'invalid' : `${issue.path.join('.')}: ${issue.code}`;
}
