/**
 * A whole hotline for a test: a PBX (practice or a real FreeSWITCH, by HOTLINE_PBX), the bridge as its own process,
 * and between seats and both of them a cable that can be pulled.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  answerCalls,
  placeCall,
  tone,
  type AnsweringPhone,
  type Citizen,
} from '@hotline/practice-pbx/citizen';
import { startBridgeProcess, type BridgeProcess } from '../../scripts/bridge-process.ts';
import { freePort, freeSipPort } from '../../scripts/free-port.ts';
import { askOnce, startFreeSwitch } from '../../scripts/freeswitch.ts';
import { startPracticeProcess } from '../../scripts/practice-process.ts';
import { cuttableProxy, type CuttableProxy } from './cuttable-proxy.ts';
import { ledgerFile } from './ledger-file.ts';
import { writeTonePrompts } from './tone-prompts.ts';

export type PbxKind = 'practice' | 'freeswitch';
export const pbxKind: PbxKind =
  process.env['HOTLINE_PBX'] === 'freeswitch' ? 'freeswitch' : 'practice';

export type Stack = {
  readonly kind: PbxKind;
  /** Address of the web seat, through the cable. */
  readonly address: string;
  readonly password: string;
  readonly dataFolder: string;
  /** Where the PBX writes its recordings. */
  readonly recordings: string;
  /** With which the bridge was started: its configuration, its data, its secrets. */
  readonly bridgeEnv: Readonly<Record<string, string>>;
  readonly ledger: ReturnType<typeof ledgerFile>;
  /** Seats ⇄ bridge. */
  readonly bridgeCable: CuttableProxy;
  /** Seats ⇄ PBX (SIP over WebSocket; the audio has its own way). */
  readonly sipCable: CuttableProxy;
  readonly bridge: BridgeProcess;
  /** Whoever is called through the gateways `carrier` and `carrier-second`. */
  readonly carrier: AnsweringPhone;
  readonly carrierSecond: AnsweringPhone;
  /** A citizen dials 12345 with a tone as voice. */
  call(options: { number: string; hz?: number; skill?: string }): Promise<Citizen>;
  /** The PBX's answer to a command of the event socket's `api`, asked past the bridge. */
  askPbx(command: string): Promise<string>;
  /** Every citizen that is still on the line hangs up. */
  hangUpAll(): void;
  /** Kills the bridge at once (SIGKILL). */
  killBridge(): Promise<void>;
  /** Starts it again on the same data, and waits until it is ready. */
  startBridge(): Promise<void>;
  /** Ends the PBX and starts it again, with the same addresses and secrets. */
  stopPbx(): Promise<void>;
  startPbx(): Promise<void>;
  stop(): Promise<void>;
};

const secret = (): string => randomBytes(18).toString('base64url');

export type StackOptions = {
  readonly config: string;
  readonly kind?: PbxKind;
  /** The configuration's text → the one that is used. */
  readonly edit?: (yaml: string) => string;
  /** More for the environment of PBX and bridge. */
  readonly env?: Readonly<Record<string, string>>;
};

/** The sentences that a citizen hears are tones here (tone-prompts.ts). */
export async function startStack(options: StackOptions): Promise<Stack> {
  const kind = options.kind ?? pbxKind;
  const folder = mkdtempSync(path.join(tmpdir(), 'hotline-'));
  const [eslPort, wsPort, wssPort, trunkPort, sipPort, bridgePort, rtp] = await Promise.all([
    freePort(),
    freePort(),
    freePort(),
    freeSipPort(),
    freeSipPort(),
    freePort(),
    freeSipPort(),
  ]);
  const password = `Aa1-${secret()}`;
  const sipCable = await cuttableProxy({ host: '127.0.0.1', port: wsPort });
  const bridgeCable = await cuttableProxy({ host: '127.0.0.1', port: bridgePort });
  const [carrier, carrierSecond] = await Promise.all([answerCalls(), answerCalls()]);
  const rtpFirst = 20_000 + (rtp % 20_000);
  const env = {
    HOTLINE_ESL_PASSWORD: secret(),
    HOTLINE_ESL_PORT: String(eslPort),
    HOTLINE_DOMAIN: '127.0.0.1',
    HOTLINE_SIP_PORT: String(sipPort),
    HOTLINE_WS_PORT: String(wsPort),
    // The practice PBX has no certificate here and refuses the port without one.
    HOTLINE_WSS_PORT: kind === 'freeswitch' ? String(wssPort) : '',
    HOTLINE_TRUNK_PORT: String(trunkPort),
    HOTLINE_CARRIER: `127.0.0.1:${carrier.port}`,
    HOTLINE_CARRIER_SECOND: `127.0.0.1:${carrierSecond.port}`,
    HOTLINE_RTP_FIRST: String(rtpFirst),
    HOTLINE_RTP_LAST: String(rtpFirst + 400),
    HOTLINE_DIRECTORY_URL: `http://127.0.0.1:${bridgePort}/pbx/directory`,
    HOTLINE_DIRECTORY_SECRET: secret(),
    HOTLINE_RECORDINGS: path.join(folder, 'recordings'),
    // Kept from run to run: PBX and bridge start in half the time.
    NODE_COMPILE_CACHE: path.join(tmpdir(), 'hotline-compile-cache'),
    HOTLINE_PROMPTS: writeTonePrompts(path.join(folder, 'prompts')),
    HOTLINE_CONFIG: configFor(folder, options),
    HOTLINE_DATA: path.join(folder, 'bridge'),
    HOTLINE_SIP_SERVER: `ws://127.0.0.1:${sipCable.port}`,
    HOTLINE_PRACTICE: '1',
    HOTLINE_PRACTICE_PASSWORD: password,
    HOTLINE_WEB_SEAT: path.resolve('apps/desktop/out/web'),
    // The web seat's pages come through the cable, so that is where they are from.
    HOTLINE_ALLOWED_ORIGINS: `http://127.0.0.1:${bridgeCable.port}`,
    ...options.env,
  };
  const startPbx = (): Promise<{ stop(): Promise<void> }> =>
    kind === 'freeswitch'
      ? startFreeSwitch({ runDir: path.join(folder, 'freeswitch'), env })
      : startPracticeProcess({ env });
  const closeWays = async (): Promise<void> => {
    await Promise.all([
      carrier.stop(),
      carrierSecond.stop(),
      sipCable.close(),
      bridgeCable.close(),
    ]);
    rmSync(folder, { recursive: true, force: true });
  };
  let pbx = await startPbx().catch(async (cause: unknown) => {
    await closeWays();
    throw cause;
  });
  const startBridge = (): BridgeProcess => startBridgeProcess({ env, port: bridgePort });
  let bridge = startBridge();
  try {
    await bridge.ready(30_000);
  } catch (cause) {
    // Nobody has the stack yet, so nobody else ends what runs by now.
    await takeApart();
    throw cause;
  }
  const citizens = new Set<Citizen>();
  const hangUpAll = (): void => {
    for (const citizen of citizens) citizen.hangUp();
    citizens.clear();
  };
  return {
    kind,
    address: `http://127.0.0.1:${bridgeCable.port}`,
    password,
    dataFolder: env.HOTLINE_DATA,
    recordings: env.HOTLINE_RECORDINGS,
    bridgeEnv: env,
    ledger: ledgerFile(env.HOTLINE_DATA),
    bridgeCable,
    sipCable,
    carrier,
    carrierSecond,
    get bridge() {
      return bridge;
    },
    async call({ number, hz = 440, skill }) {
      const citizen = placeCall({
        to: `sip:12345@127.0.0.1:${trunkPort}`,
        from: number,
        audio: tone(hz),
        ...(skill === undefined ? {} : { headers: { 'X-Hotline-Skill': skill } }),
      });
      citizens.add(citizen);
      await citizen.answered;
      return citizen;
    },
    askPbx: (command) => askOnce(eslPort, env.HOTLINE_ESL_PASSWORD, `api ${command}`),
    hangUpAll,
    killBridge: () => bridge.kill(),
    async startBridge() {
      bridge = startBridge();
      await bridge.ready(30_000);
    },
    stopPbx: () => pbx.stop(),
    async startPbx() {
      pbx = await startPbx();
    },
    async stop() {
      hangUpAll();
      await takeApart();
    },
  };

  async function takeApart(): Promise<void> {
    await bridge.stop();
    await pbx.stop();
    await closeWays();
  }
}

function configFor(folder: string, { config, edit }: StackOptions): string {
  if (edit === undefined) return config;
  const edited = path.join(folder, 'hotline.yaml');
  // Files that it names stand beside the original.
  const beside = `${path.resolve(path.dirname(config), '../../config')}/`;
  const text = readFileSync(config, 'utf8').replaceAll('../../config/', beside);
  writeFileSync(edited, edit(text));
  return edited;
}
