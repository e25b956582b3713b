/**
 * `pnpm -s bench rooms [--freeswitch] [--rooms 60] [--seconds 30]`: so many calls at once, each a room of a citizen and
 * somebody else (G.711 both), recorded in stereo; how long a telephone waits from one packet to the next, and what the
 * PBX needs of a core for it. On one machine: the telephones' own work is beside the PBX's.
 */
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { askOnce, startFreeSwitch } from '../scripts/freeswitch.ts';
import { freePort, freeSipPort } from '../scripts/free-port.ts';
import { startPracticeProcess } from '../scripts/practice-process.ts';
import { eventually } from '../tests/support/eventually.ts';
import type { PhonesOrder, PhonesReport } from './rooms-stage/phones.ts';

const { values } = parseArgs({
  options: {
    freeswitch: { type: 'boolean', default: false },
    rooms: { type: 'string', default: '60' },
    seconds: { type: 'string', default: '30' },
  },
});
const rooms = Number(values.rooms);
const seconds = Number(values.seconds);
const folder = mkdtempSync(path.join(tmpdir(), 'hotline-rooms-'));
const recordings = path.join(folder, 'recordings');

const phones = fork(path.join(import.meta.dirname, 'rooms-stage/phones.ts'));
const order = (what: PhonesOrder): void => void phones.send(what);
async function report<K extends PhonesReport['kind']>(
  kind: K,
): Promise<Extract<PhonesReport, { kind: K }>> {
  for (;;) {
    const [said] = (await once(phones, 'message')) as [PhonesReport];
    if (said.kind === kind) return said as Extract<PhonesReport, { kind: K }>;
  }
}
order({ kind: 'open' });
const carrier = (await report('opened')).port;

const [esl, ws, wss, trunk, sip, rtp] = await Promise.all([
  freePort(),
  freePort(),
  freePort(),
  freeSipPort(),
  freeSipPort(),
  freeSipPort(),
]);
const rtpFirst = 20_000 + (rtp % 20_000);
const password = randomUUID();
const env = {
  HOTLINE_ESL_PASSWORD: password,
  HOTLINE_ESL_PORT: String(esl),
  HOTLINE_DOMAIN: '127.0.0.1',
  HOTLINE_SIP_PORT: String(sip),
  HOTLINE_WS_PORT: String(ws),
  HOTLINE_WSS_PORT: values.freeswitch ? String(wss) : '',
  HOTLINE_TRUNK_PORT: String(trunk),
  HOTLINE_CARRIER: `127.0.0.1:${carrier}`,
  HOTLINE_RTP_FIRST: String(rtpFirst),
  HOTLINE_RTP_LAST: String(rtpFirst + rooms * 8 + 100),
  HOTLINE_DIRECTORY_URL: 'http://127.0.0.1:1/none',
  HOTLINE_DIRECTORY_SECRET: randomUUID(),
  HOTLINE_RECORDINGS: recordings,
};
const pbx = values.freeswitch
  ? await startFreeSwitch({ runDir: path.join(folder, 'freeswitch'), env, startTimeout: 60_000 })
  : await startPracticeProcess({ env });
const ask = (command: string): Promise<string> => askOnce(esl, password, `api ${command}`, 10_000);

// There is no bridge here; its heartbeat keeps the dialplan from ringing seats by itself.
const beat = (): void =>
  void ask('expand hash insert/hotline/alive/${strepoch()}').catch(() => undefined);
beat();
const beating = setInterval(beat, 1000);
await after(200);

order({ kind: 'call', to: `sip:12345@127.0.0.1:${trunk}`, count: rooms });
await report('calling');
type Room = { readonly conference_name: string; readonly members: readonly { uuid?: string }[] };
const roomList = async (): Promise<readonly Room[]> =>
  JSON.parse(await ask('conference json_list')) as Room[];
const named = await eventually(
  'every citizen in a room',
  async () => {
    const list = await roomList();
    return list.length >= rooms ? list : undefined;
  },
  20_000,
);
for (const { conference_name: room, members } of named) {
  const caller = members.find(({ uuid }) => uuid !== undefined)?.uuid ?? '';
  await ask(`uuid_setvar ${caller} RECORD_STEREO true`);
  await ask(`uuid_record ${caller} start ${recordings}/${caller}.wav`);
  const variables = `{origination_uuid=${randomUUID()},ignore_early_media=true,absolute_codec_string=PCMA}`;
  // As `api` it answers when the telephone has, which is at once.
  const dial = `originate ${variables}sofia/gateway/carrier/700 &conference(${room}@hotline)`;
  const said = await ask(dial);
  if (!said.startsWith('+OK')) throw new Error(`${room}: nobody came: ${said}`);
}
await eventually(
  'two in every room',
  async () => (await roomList()).every(({ members }) => members.length >= 2),
  20_000,
);
const before = cpuSeconds(pbx.pid ?? 0);
const began = performance.now();
order({ kind: 'measure' });
await after(seconds * 1000);
order({ kind: 'report' });
const { gaps, telephones, cpuSeconds: phoning } = await report('measured');
const spent = cpuSeconds(pbx.pid ?? 0) - before;
const took = (performance.now() - began) / 1000;
const at = (share: number): number => Math.round(gaps[Math.floor((gaps.length - 1) * share)] ?? 0);
console.log(
  JSON.stringify({
    bench: 'rooms',
    unit: 'ms',
    pbx: values.freeswitch ? 'freeswitch' : 'practice',
    rooms,
    seconds,
    cores: availableParallelism(),
    telephones,
    packets: gaps.length,
    gap: { p50: at(0.5), p99: at(0.99), p999: at(0.999), max: at(1) },
    over60: gaps.filter((gap) => gap > 60).length,
    pbxCorePercent: Math.round((spent / took) * 100),
    phonesCorePercent: Math.round((phoning / took) * 100),
    recordings: readdirSync(recordings).length,
  }),
);
clearInterval(beating);
order({ kind: 'end' });
await once(phones, 'exit');
await pbx.stop();
rmSync(folder, { recursive: true, force: true });

/** User and system time of a process, s: fields 14 and 15 of /proc/PID/stat, in ticks of 10 ms. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
