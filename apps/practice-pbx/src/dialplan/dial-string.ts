/** Variables in `{…}` or `[…]` before a dial string, and what follows them. */
interface Prefixed {
  readonly variables: Readonly<Record<string, string>>;
  readonly rest: string;
}

/**
 * Splits at a separator outside quotes and brackets: FreeSWITCH's values may be quoted with '…' or have `\,`.
 * Backslashes before the separator are taken away, quotes are left for later.
 */
function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if (char === '\\' && text[i + 1] === separator) {
      part += separator;
      i++;
    } else if (char === separator && !quoted && depth === 0) {
      parts.push(part);
      part = '';
    } else {
      if (char === "'") quoted = !quoted;
      if (!quoted && '{[<'.includes(char)) depth++;
      if (!quoted && '}]>'.includes(char)) depth--;
      part += char;
    }
  }
  parts.push(part);
  return parts;
}

/** Reads `{a=1,b='2,3'}rest`; undefined when the bracket never closes. `^^:` at the start names another separator. */
function readVariables(text: string, open: '{' | '['): Prefixed | undefined {
  if (!text.startsWith(open)) return { variables: {}, rest: text };
  const close = open === '{' ? '}' : ']';
  let depth = 0;
  let end = -1;
  let quoted = false;
  for (let i = 0; i < text.length && end < 0; i++) {
    const char = text[i] ?? '';
    if (char === "'" && text[i - 1] !== '\\') quoted = !quoted;
    if (quoted) continue;
    if (char === open) depth++;
    if (char === close && --depth === 0) end = i;
  }
  if (end < 0) return undefined;
  let inner = text.slice(1, end);
  let separator = ',';
  if (inner.startsWith('^^')) {
    separator = inner[2] ?? ',';
    inner = inner.slice(3);
  }
  const variables: Record<string, string> = {};
  for (const pair of splitOutside(inner, separator)) {
    const equals = pair.indexOf('=');
    if (equals <= 0) continue;
    variables[pair.slice(0, equals).trim()] = pair.slice(equals + 1).replace(/^'(.*)'$/s, '$1');
  }
  return { variables, rest: text.slice(end + 1) };
}

/** One thing that can be called. */
type Target =
  | { readonly kind: 'seat'; readonly user: string; readonly domain: string }
  | {
      readonly kind: 'address';
      readonly number: string;
      readonly host: string;
      readonly port: number;
    }
  | { readonly kind: 'gateway'; readonly gateway: string; readonly number: string }
  | { readonly kind: 'error'; readonly cause: string };

export interface DialLeg {
  readonly target: Target;
  readonly variables: Readonly<Record<string, string>>;
}

/** `user/1001@dom`, `sofia/internal/1001%dom`, `sofia/trunk/110@host:port`, `sofia/gateway/carrier/110`, `error/…`. */
function readTarget(text: string): Target | undefined {
  const user = /^user\/([\w.+*#-]+)(?:@([\w.-]+))?$/.exec(text);
  if (user) return { kind: 'seat', user: user[1] ?? '', domain: user[2] ?? '' };
  const local = /^sofia\/[\w.-]+\/([\w.+*#-]+)%([\w.-]+)$/.exec(text);
  if (local) return { kind: 'seat', user: local[1] ?? '', domain: local[2] ?? '' };
  const gateway = /^sofia\/gateway\/([\w.:-]+)\/([\w.+*#-]+)$/.exec(text);
  if (gateway) return { kind: 'gateway', gateway: gateway[1] ?? '', number: gateway[2] ?? '' };
  const address = /^sofia\/[\w.-]+\/(?:sip:)?([\w.+*#-]+)@([\w.-]+)(?::(\d{1,5}))?(?:;.*)?$/.exec(
    text,
  );
  if (address) {
    return {
      kind: 'address',
      number: address[1] ?? '',
      host: address[2] ?? '',
      port: Number(address[3] ?? 5060),
    };
  }
  const error = /^error\/(\w+)$/.exec(text);
  return error ? { kind: 'error', cause: (error[1] ?? '').toUpperCase() } : undefined;
}

/** `a,b|c`: groups tried one after the other, the legs of a group at once. Undefined when any part is not understood. */
export function readDialString(text: string): DialLeg[][] | undefined {
  const groups: DialLeg[][] = [];
  for (const group of splitOutside(text, '|')) {
    const legs: DialLeg[] = [];
    for (const part of splitOutside(group, ',')) {
      const prefixed = readVariables(part.trim(), '[');
      const target = prefixed && readTarget(prefixed.rest);
      if (!target) return undefined;
      legs.push({ target, variables: prefixed.variables });
    }
    groups.push(legs);
  }
  return groups;
}

export interface Originate {
  readonly variables: Readonly<Record<string, string>>;
  readonly groups: readonly (readonly DialLeg[])[];
  readonly application: string;
  readonly argument: string;
  readonly timeoutSeconds: number | undefined;
}

/** The argument of `originate`: `{vars}dial-string &app(argument) [dialplan] [context] [name] [number] [timeout]`. */
export function readOriginate(text: string): Originate | undefined {
  const prefixed = readVariables(text.trim(), '{');
  if (!prefixed) return undefined;
  const match = /^(\S+)\s+&(\w+)(?:\((.*?)\))?(?:\s+(.*))?$/s.exec(prefixed.rest.trim());
  if (!match) return undefined;
  const groups = readDialString(match[1] ?? '');
  if (!groups) return undefined;
  const trailing = (match[4] ?? '').split(/\s+/);
  const timeout = prefixed.variables['originate_timeout'] ?? trailing[4];
  const seconds = Number(timeout);
  return {
    variables: prefixed.variables,
    groups,
    application: match[2] ?? '',
    argument: match[3] ?? '',
    timeoutSeconds:
      timeout !== undefined && Number.isFinite(seconds) && seconds > 0 ? seconds : undefined,
  };
}
