/**
 * Starts a FreeSWITCH that is installed on this machine with the configuration tree of `config/freeswitch`, everything
 * it writes in one folder of its own, so that several can run side by side and none touches the system's.
 *
 *   FREESWITCH_BIN=… HOTLINE_ESL_PASSWORD=… node scripts/freeswitch.ts [folder]
 *
 * The values are environment variables, listed in docs/freeswitch.md; vars.xml reads them.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const configuration = fileURLToPath(new URL('../config/freeswitch', import.meta.url));

export interface FreeSwitchPorts {
  /** Event socket (TCP). */
  readonly esl: number;
  /** Seats: SIP over UDP and TCP. */
  readonly sip: number;
  readonly ws: number;
  readonly wss: number;
  /** Citizens: SIP over UDP and TCP. */
  readonly trunk: number;
}

export interface FreeSwitchOptions {
  /** The program; else `FREESWITCH_BIN`, else `freeswitch` on the PATH. */
  readonly binary?: string;
  /** Logs, database, certificates and recordings go here; made if missing. */
  readonly runDir: string;
  /** `HOTLINE_…` values; what is missing has the default of vars.xml, a missing secret a random one. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** How long both SIP profiles may take to run, in ms. */
  readonly startTimeout?: number;
}

export interface RunningFreeSwitch {
  readonly ports: FreeSwitchPorts;
  /** The values in force, secrets included: hand them to the bridge. */
  readonly env: Readonly<Record<string, string>>;
  readonly pid: number;
  /** Ends it, which takes about 5 s; by force after 15 s. */
  stop(): Promise<void>;
  /** Settles when the process is gone, whoever ended it. */
  readonly ended: Promise<void>;
}

const portNames = {
  esl: 'HOTLINE_ESL_PORT',
  sip: 'HOTLINE_SIP_PORT',
  ws: 'HOTLINE_WS_PORT',
  wss: 'HOTLINE_WSS_PORT',
  trunk: 'HOTLINE_TRUNK_PORT',
} as const;

const defaultPorts: FreeSwitchPorts = { esl: 8021, sip: 5060, ws: 5066, wss: 7443, trunk: 5080 };

/** @throws when the program is missing, ends early, or its profiles do not run within the limit; the log's complaints are told. */
export async function startFreeSwitch(options: FreeSwitchOptions): Promise<RunningFreeSwitch> {
  const runDir = resolve(options.runDir);
  const folder = (name: string): string => {
    const path = join(runDir, name);
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return path;
  };

  // An empty value is no value: it would replace a default of vars.xml by nothing.
  const given = Object.entries({ ...process.env, ...options.env }).filter(
    (entry): entry is [string, string] => entry[0].startsWith('HOTLINE_') && !!entry[1],
  );
  const env = {
    HOTLINE_RECORDINGS: folder('recordings'),
    HOTLINE_ESL_PASSWORD: randomBytes(24).toString('base64url'),
    HOTLINE_DIRECTORY_SECRET: randomBytes(24).toString('base64url'),
    ...Object.fromEntries(given),
  };
  mkdirSync(env.HOTLINE_RECORDINGS, { recursive: true });
  const ports = portsFrom(env);

  const binary = options.binary ?? process.env['FREESWITCH_BIN'] ?? 'freeswitch';
  const folders = [
    'log',
    'run',
    'db',
    'certs',
    'recordings',
    'storage',
    'temp',
    'cache',
    'scripts',
    'htdocs',
    'grammar',
    'sounds',
  ];
  const child = spawn(
    binary,
    // -nonat and -nonatmap: nothing on the network is asked for our address.
    [
      '-nf',
      '-nc',
      '-np',
      '-nonat',
      '-nonatmap',
      '-conf',
      configuration,
      ...folders.flatMap((name) => [`-${name}`, folder(name)]),
    ],
    { env: { ...withoutHotline(process.env), ...env }, stdio: 'ignore', cwd: runDir },
  );
  const ended = new Promise<void>((settle) => child.once('close', () => settle()));
  try {
    await once(child, 'spawn');
  } catch (cause) {
    throw new Error(
      `${binary} could not be started: is FreeSWITCH installed, or FREESWITCH_BIN set?`,
      { cause },
    );
  }

  const deadline = Date.now() + (options.startTimeout ?? 60_000);
  while (!(await profilesRun(ports.esl, env.HOTLINE_ESL_PASSWORD, folder('run')))) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      await end(child, ended);
      throw new Error(
        `FreeSWITCH did not come up; what its log complains of:\n${complaints(runDir)}`,
      );
    }
    await delay(100);
  }
  return { ports, env, pid: child.pid!, ended, stop: () => end(child, ended) };
}

function portsFrom(env: Readonly<Record<string, string>>): FreeSwitchPorts {
  const port = (name: keyof FreeSwitchPorts): number => {
    const text = env[portNames[name]];
    const value = text === undefined ? defaultPorts[name] : Number(text);
    if (!Number.isInteger(value) || value < 1 || value > 65_535)
      throw new Error(`${portNames[name]} is no port: ${text}`);
    return value;
  };
  return {
    esl: port('esl'),
    sip: port('sip'),
    ws: port('ws'),
    wss: port('wss'),
    trunk: port('trunk'),
  };
}

function withoutHotline(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('HOTLINE_')));
}

/** ESL answers before sofia has bound its sockets, and another FreeSWITCH may hold the port: both are looked at. */
async function profilesRun(port: number, password: string, runFolder: string): Promise<boolean> {
  const ask = (command: string): Promise<string> =>
    askOnce(port, password, command).catch(() => '');
  if ((await ask('api global_getvar run_dir')) !== runFolder) return false;
  const status = await ask('api sofia status');
  return ['internal', 'trunk'].every((name) =>
    new RegExp(`^\\s*${name}\\s+profile\\s.*RUNNING`, 'm').test(status),
  );
}

/**
 * One command on a connection of its own, answered with its body. The bridge has the real event socket client; this
 * one only has to know when a start is over. Lengths are bytes, hence latin1 until the body is whole.
 */
export async function askOnce(
  port: number,
  password: string,
  command: string,
  timeout = 2000,
): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port });
  socket.setTimeout(timeout, () =>
    socket.destroy(new Error(`no answer to ${command.split(' ', 2).join(' ')}`)),
  );
  try {
    let received = '';
    for await (const chunk of socket) {
      received += (chunk as Buffer).toString('latin1');
      for (let blank = received.indexOf('\n\n'); blank >= 0; blank = received.indexOf('\n\n')) {
        const head = received.slice(0, blank);
        const length = Number(/^Content-Length: (\d+)$/m.exec(head)?.[1] ?? 0);
        if (received.length < blank + 2 + length) break;
        const body = received.slice(blank + 2, blank + 2 + length);
        received = received.slice(blank + 2 + length);
        if (head.includes('Content-Type: auth/request')) socket.write(`auth ${password}\n\n`);
        else if (head.includes('Reply-Text: +OK accepted')) socket.write(`${command}\n\n`);
        else if (head.includes('Content-Type: api/response'))
          return Buffer.from(body, 'latin1').toString('utf8');
        else throw new Error(/^Reply-Text: (.*)$/m.exec(head)?.[1] ?? head);
      }
    }
    throw new Error('the event socket closed');
  } finally {
    socket.destroy();
  }
}

async function end(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(force);
}

/** What went wrong stands far above the end: taking everything down again is told in hundreds of lines. */
function complaints(runDir: string): string {
  try {
    const lines = readFileSync(join(runDir, 'log', 'freeswitch.log'), 'utf8').split('\n');
    return lines
      .filter((line) => /\[(?:WARNING|ERR|CRIT|ALERT)\]/.test(line))
      .slice(-20)
      .join('\n');
  } catch {
    return '(no log was written)';
  }
}

if (import.meta.main) {
  const pbx = await startFreeSwitch({ runDir: process.argv[2] ?? 'var/freeswitch' });
  console.log(
    `FreeSWITCH runs (process ${pbx.pid}): ${Object.entries(pbx.ports)
      .map(([name, port]) => `${name} ${port}`)
      .join(', ')}`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void pbx.stop());
  await pbx.ended;
}
