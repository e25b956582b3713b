/**
 * Values in FreeSWITCH's command language, quoted for as many readings as they go through.
 *
 * switch_separate_string() splits at a delimiter and then unescapes each part (switch_utils.c,
 * cleanup_separated_string()): `\\`, `\'`, a backslash before the delimiter, and `\s` for a space; quotes disappear,
 * spaces at both ends too. A value in `originate {a=b,c=d}user/1001 &park` goes through three such readings, at
 * spaces, at commas and at the equals sign, so it is escaped three times, inside out. Ordinary values (digits, names,
 * uuids) come out as they went in.
 */
import { type Result, err, ok } from '@hotline/domain/result';

export type CommandFault = {
  readonly code: 'unsafe-value';
  /** Which argument, for the log; never the value, which may be a citizen's. */
  readonly argument: string;
};

const unsafe = (argument: string): { readonly ok: false; readonly error: CommandFault } =>
  err({ code: 'unsafe-value', argument });

/** One word of a command that no reading changes: uuids, room names, causes, file paths without spaces. */
export function word(argument: string, value: string): Result<string, CommandFault> {
  return /^[\p{L}\p{N}_.:@/+%#*,;=~()!|-]+$/u.test(value) ? ok(value) : unsafe(argument);
}

/** One name inside a longer word, where commas, slashes and brackets have a meaning: a seat, a domain, a call. */
export function name(argument: string, value: string): Result<string, CommandFault> {
  return /^[\w.:+-]+$/.test(value) ? ok(value) : unsafe(argument);
}

/** The last argument of an `api` command that is read once. */
export function lastArgument(argument: string, value: string): Result<string, CommandFault> {
  return hasControlCharacter(value) ? unsafe(argument) : ok(escapeOnce(value, ''));
}

/** `{name=value,…}` for originate; variables without a value are left out, since FreeSWITCH would drop them. */
export function channelVariables(
  variables: Readonly<Record<string, string>>,
): Result<string, CommandFault> {
  const written: string[] = [];
  for (const [variable, value] of Object.entries(variables)) {
    if (!/^[A-Za-z0-9_.-]+$/.test(variable)) return unsafe('variable name');
    if (value === '') continue;
    // Braces are counted before any escape is looked at (switch_find_end_paren()), and ":_:" anywhere in the line
    // makes two calls of one (SWITCH_ENT_ORIGINATE_DELIM).
    if (hasControlCharacter(value) || /[{}]|:_:/.test(value)) return unsafe(variable);
    const atEquals = escapeOnce(value, '');
    const atCommas = escapeOnce(atEquals, ',');
    written.push(`${variable}=${escapeOnce(atCommas, '')}`);
  }
  return ok(`{${written.join(',')}}`);
}

function escapeOnce(value: string, delimiter: '' | ','): string {
  const escaped = value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll(' ', '\\s');
  return delimiter === '' ? escaped : escaped.replaceAll(delimiter, `\\${delimiter}`);
}

const hasControlCharacter = (value: string): boolean => /\p{Cc}/u.test(value);
