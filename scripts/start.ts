/**
 * `pnpm start [--freeswitch] [--web] [--rate N] [--as PERSON] [--months N]`: a whole hotline on this machine for a first
 * look or for training. `--as`: who is signed in, a person of config/hotline.yaml. `--months`: with so many months of
 * demonstration data, in a data folder of their own.
 * Builds what is out of date, starts a PBX (the practice one, or a real FreeSWITCH) and the bridge, opens the desk with a
 * trainee signed in, and lets citizens call. Prints `ready <web seat address>` when a call can be taken; Ctrl-C ends all.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { spawn, type ChildProcess } from 'node:child_process';
import { parseArgs } from 'node:util';
import { startBridgeProcess } from './bridge-process.ts';
import { electronRuntime } from './electron-runtime.ts';
import { freePort, freeSipPort, isFree } from './free-port.ts';
import { startFreeSwitch } from './freeswitch.ts';
import { startPracticeProcess } from './practice-process.ts';
import { root, run } from './run-step.ts';
import { followTimeLine } from './time-line.ts';

const TRAINEE = 'trainee';
const { values } = parseArgs({
  options: {
    freeswitch: { type: 'boolean', default: false },
    web: { type: 'boolean', default: false },
    rate: { type: 'string', default: '3' },
    as: { type: 'string', default: TRAINEE },
    months: { type: 'string' },
  },
});
/** Whoever else came to look around takes calls when they say so. */
const isTrainee = values.as === TRAINEE;
const secret = (): string => randomBytes(18).toString('base64url');
const say = (line: string): void => console.log(line);

/** Newest change below a folder, ms since 1970; 0 for an empty one. */
function newest(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .reduce(
      (latest, entry) =>
        Math.max(latest, statSync(path.join(entry.parentPath, entry.name)).mtimeMs),
      0,
    );
}

async function build(): Promise<void> {
  const desktop = path.join(root, 'apps', 'desktop');
  const sources = Math.max(
    newest(path.join(desktop, 'src')),
    newest(path.join(root, 'packages', 'ui', 'src')),
    newest(path.join(root, 'packages', 'domain', 'src')),
  );
  let built = 0;
  try {
    // The web seat is built last: when it is newer than the sources, all is.
    built = statSync(path.join(desktop, 'out', 'web', 'index.html')).mtimeMs;
  } catch {
    // Not built yet.
  }
  if (built > sources) return;
  say('构建坐席台 … building the desk');
  const code = await run('pnpm', ['--filter', '@hotline/desktop', 'run', 'build'], { quiet: true });
  if (code !== 0) throw new Error('the desk does not build; see above');
}

/** The usual port where it is free, so that addresses stay the same from day to day; else any. */
async function port(usual: number, udpToo = false): Promise<string> {
  if (await isFree(usual, udpToo)) return String(usual);
  return String(await (udpToo ? freeSipPort() : freePort()));
}

const undo: (() => Promise<void> | void)[] = [];
let ending: Promise<void> | undefined;
function end(code: number): Promise<void> {
  ending ??= (async () => {
    for (const step of undo.toReversed()) {
      try {
        await step();
      } catch (error) {
        console.error(error instanceof Error ? error.message : error);
      }
    }
    process.exit(code);
  })();
  return ending;
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    say('\n正在结束 … stopping');
    void end(0);
  });
}

function child(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): ChildProcess {
  const started = spawn(program, args, {
    cwd: root,
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, ...env },
  });
  const ended = new Promise<void>((resolve) => {
    started.once('close', () => resolve());
    started.once('error', () => resolve());
  });
  undo.push(async () => {
    if (started.exitCode === null && started.signalCode === null) started.kill('SIGTERM');
    await ended;
  });
  return started;
}

async function main(): Promise<void> {
  await build();
  const { months } = values;
  const data = path.join(root, 'var', months === undefined ? 'practice' : `practice-${months}`);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const password = `Aa1-${secret()}`;
  const bridgePort = Number(await port(12_380));
  const wsPort = await port(5066);
  const trunkPort = await port(5080, true);
  const env = {
    HOTLINE_ESL_PASSWORD: secret(),
    HOTLINE_ESL_PORT: await port(8021),
    HOTLINE_DOMAIN: '127.0.0.1',
    HOTLINE_SIP_PORT: await port(5060, true),
    HOTLINE_WS_PORT: wsPort,
    // The practice PBX has no certificate and needs none on this machine.
    HOTLINE_WSS_PORT: values.freeswitch ? await port(7443) : '',
    HOTLINE_TRUNK_PORT: trunkPort,
    HOTLINE_DIRECTORY_URL: `http://127.0.0.1:${bridgePort}/pbx/directory`,
    HOTLINE_DIRECTORY_SECRET: secret(),
    HOTLINE_DATA: path.join(data, 'bridge'),
    HOTLINE_RECORDINGS: path.join(data, 'recordings'),
    HOTLINE_SIP_SERVER: `ws://127.0.0.1:${wsPort}`,
    HOTLINE_PRACTICE: '1',
    HOTLINE_PRACTICE_PASSWORD: password,
    HOTLINE_KNOWLEDGE: path.join(root, 'config', 'knowledge'),
    HOTLINE_WEB_SEAT: path.join(root, 'apps', 'desktop', 'out', 'web'),
  };

  if (months !== undefined && !existsSync(path.join(env.HOTLINE_DATA, 'bridge.sqlite'))) {
    const fill = path.join(root, 'apps', 'cti-bridge', 'src', 'demonstration', 'main.ts');
    const code = await run('node', [fill, '--months', months], { env });
    if (code !== 0) {
      rmSync(env.HOTLINE_DATA, { recursive: true, force: true });
      throw new Error('没有演示数据，未启动 no demonstration data, nothing started');
    }
  }

  const pbx = values.freeswitch
    ? await startFreeSwitch({ runDir: path.join(data, 'freeswitch'), env })
    : await startPracticeProcess({ env });
  undo.push(() => pbx.stop());
  say(
    values.freeswitch
      ? 'FreeSWITCH 已启动 is up'
      : '练习用 PBX 已启动：没有真实来电  the practice PBX is up: no real calls',
  );
  void pbx.ended.then(() => (ending === undefined ? stopped('the PBX') : undefined));

  const bridge = startBridgeProcess({ env, port: bridgePort });
  undo.push(() => bridge.stop());
  await bridge.ready(30_000);
  void bridge.ended.then(() => (ending === undefined ? stopped('the bridge') : undefined));
  undo.push(followTimeLine(env.HOTLINE_DATA, say));

  const seat = `${bridge.address}/#sign-in=${values.as}:${encodeURIComponent(password)}${isTrainee ? '&ready' : ''}`;
  const runtime = values.web ? null : await electronRuntime({ say });
  if (runtime === null)
    say(
      '没有显示器或 Electron：请在浏览器打开下面的地址  no display or no Electron: open this address in a browser',
    );
  else {
    const desk = child(runtime.executable, [path.join(root, 'apps', 'desktop')], {
      HOTLINE_BRIDGE_URL: bridge.address,
      HOTLINE_USER_DATA: path.join(data, 'desk'),
      HOTLINE_PRACTICE_SIGN_IN: `${values.as}:${password}`,
      HOTLINE_PRACTICE_READY: isTrainee ? '1' : '0',
    });
    desk.once('close', (code) => {
      if (ending !== undefined) return;
      const why = code === 0 || code === null ? '' : ` (${code})`;
      say(
        `坐席台已关闭${why}，仍可用网页坐席，Ctrl-C 结束  the desk was closed${why}; the web seat is still there, Ctrl-C ends all`,
      );
    });
  }
  child(
    'node',
    [
      path.join(root, 'apps', 'practice-pbx', 'src', 'citizen', 'main.ts'),
      '--to',
      `sip:12345@127.0.0.1:${trunkPort}`,
      '--rate',
      values.rate,
      '--count',
      '100000',
    ],
    {},
  );
  say('F2 接听 answer · F4 挂断 hang up · ⇧F2 示闲/示忙 ready/busy · Ctrl-C 结束 stop');
  say(`ready ${seat}`);
}

async function stopped(what: string): Promise<void> {
  console.error(`${what} ended by itself; see its log above`);
  await end(1);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await end(1);
}
