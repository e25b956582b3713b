/**
 * What one seat must know before it starts: where the bridge and the PBX are, and whom to trust. From `desk.json` in the
 * seat's data folder; the environment overrides it. All mistakes are found at once; with one of them nothing starts.
 */
import { err, ok, type Result } from '@hotline/domain/result';
import { z } from 'zod';
import type { PracticeSignIn } from '../shared/desk-platform.ts';
import { isMachineWideKey } from './key-name.ts';
import { isLoopback } from './loopback.ts';

const configurationFile = z.strictObject({
  /** Origin of the bridge, https; http only for this machine. */
  bridgeUrl: z.string().optional(),
  /** ws: or wss: addresses of the PBX. Absent: any port of the bridge's host. */
  sipServers: z.array(z.string()).max(8).optional(),
  /** PEM file of the authority (or authorities) that the bridge's and the PBX's certificates must come from. */
  caFile: z.string().optional(),
  language: z.enum(['zh-CN', 'en']).optional(),
  /** Answers while another program has the focus, e.g. `Ctrl+Alt+F2`; false: there is none. */
  answerKey: z.union([z.string(), z.literal(false)]).optional(),
});

export type SeatConfiguration = {
  readonly bridgeUrl: string;
  /** Sources for connect-src; a port may be `*`. */
  readonly connects: readonly string[];
  readonly caFile: string | null;
  readonly language: 'zh-CN' | 'en' | null;
  /** As Electron names keys; null: none. */
  readonly answerKey: string | null;
  readonly practiceSignIn: PracticeSignIn | null;
};

export type ConfigurationProblem = {
  /** Key of desk.json, or name of the environment variable; '' for the file itself. */
  readonly where: string;
  readonly code:
    | 'not-json'
    | 'unknown-or-wrong'
    | 'bridge-missing'
    | 'bridge-url'
    | 'ipv6-literal'
    | 'plain-not-loopback'
    | 'ca-missing'
    | 'ca-unreadable'
    | 'sip-url'
    | 'answer-key'
    | 'practice-not-loopback'
    | 'practice-form';
  readonly found: string;
};

type Source = {
  /** The answer key of a seat that says nothing about it. */
  readonly answerKey: string;
  /** Text of desk.json; null: there is none. */
  readonly file: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
};

export function readSeatConfiguration({
  file,
  env,
  answerKey: defaultKey,
}: Source): Result<SeatConfiguration, readonly ConfigurationProblem[]> {
  const problems: ConfigurationProblem[] = [];
  const add = (where: string, code: ConfigurationProblem['code'], found: string) => {
    problems.push({ where, code, found });
  };
  const parsed = parseFile(file, add);
  const settings = parsed ?? {};
  const named = (name: string) => (env[name] === '' ? undefined : env[name]);

  const bridgeText = named('HOTLINE_BRIDGE_URL') ?? settings.bridgeUrl;
  const bridgeWhere =
    named('HOTLINE_BRIDGE_URL') === undefined ? 'bridgeUrl' : 'HOTLINE_BRIDGE_URL';
  if (bridgeText === undefined && parsed !== null) add('bridgeUrl', 'bridge-missing', '');
  const bridge = bridgeText === undefined ? null : originOf(bridgeText, ['http:', 'https:']);
  if (bridgeText !== undefined && bridge === null) add(bridgeWhere, 'bridge-url', bridgeText);

  const sip = (settings.sipServers ?? []).flatMap((text) => {
    const address = originOf(text, ['ws:', 'wss:'], true);
    if (address === null) add('sipServers', 'sip-url', text);
    return address === null ? [] : [address];
  });
  const caFile = named('HOTLINE_CA_FILE') ?? settings.caFile ?? null;
  for (const address of [bridge, ...sip]) {
    if (address === null) continue;
    const where = address === bridge ? bridgeWhere : 'sipServers';
    // A content policy can only name hosts by name or IPv4 address (CSP 3, 2.3.1 host-source).
    if (address.hostname.startsWith('[')) add(where, 'ipv6-literal', address.href);
    const plain = address.protocol === 'http:' || address.protocol === 'ws:';
    if (plain && !isLoopback(address.hostname)) add(where, 'plain-not-loopback', address.href);
    if (!plain && caFile === null) add('caFile', 'ca-missing', address.href);
  }

  const answerKey = settings.answerKey ?? defaultKey;
  if (answerKey !== false && !isMachineWideKey(answerKey))
    add('answerKey', 'answer-key', answerKey);

  const isReady = named('HOTLINE_PRACTICE_READY') === '1';
  const signIn = practiceSignIn(named('HOTLINE_PRACTICE_SIGN_IN'), isReady, bridge, add);
  if (bridge === null || problems.length > 0) return err(problems);
  return ok({
    bridgeUrl: bridge.origin,
    connects: connectSources(bridge, sip),
    caFile,
    language: settings.language ?? null,
    answerKey: answerKey === false ? null : answerKey,
    practiceSignIn: signIn,
  });
}

type Add = (where: string, code: ConfigurationProblem['code'], found: string) => void;

/** null when the file is wrong; what it may have said about the rest is then not guessed. */
function parseFile(file: string | null, add: Add): z.infer<typeof configurationFile> | null {
  if (file === null) return {};
  let json: unknown;
  try {
    json = JSON.parse(file.replace(/^\uFEFF/u, ''));
  } catch (error) {
    add('', 'not-json', error instanceof Error ? error.message : '');
    return null;
  }
  const parsed = configurationFile.safeParse(json);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    add(issue.path.join('.'), 'unknown-or-wrong', issue.message);
  }
  return null;
}

/** An absolute address without user, query and fragment; without a path too unless `withPath`. */
function originOf(text: string, protocols: readonly string[], withPath = false): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const bare = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  const pathFits = withPath || url.pathname === '/';
  return bare && pathFits && protocols.includes(url.protocol) ? url : null;
}

function connectSources(bridge: URL, sip: readonly URL[]): readonly string[] {
  const secure = bridge.protocol === 'https:';
  const ws = secure ? 'wss:' : 'ws:';
  const phone =
    sip.length > 0
      ? sip.map(({ protocol, host }) => `${protocol}//${host}`)
      : [`${ws}//${bridge.hostname}:*`];
  return [...new Set([bridge.origin, `${ws}//${bridge.host}`, ...phone])];
}

function practiceSignIn(
  text: string | undefined,
  ready: boolean,
  bridge: URL | null,
  add: Add,
): PracticeSignIn | null {
  if (text === undefined) return null;
  if (bridge !== null && !isLoopback(bridge.hostname)) {
    add('HOTLINE_PRACTICE_SIGN_IN', 'practice-not-loopback', bridge.origin);
    return null;
  }
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1) {
    add('HOTLINE_PRACTICE_SIGN_IN', 'practice-form', '');
    return null;
  }
  return { person: text.slice(0, colon), password: text.slice(colon + 1), ready };
}
