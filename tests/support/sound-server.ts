/**
 * A sound server of the test's own (PulseAudio), with headsets that can be plugged in and pulled out while a browser
 * uses them: what the system tells the browser is what it tells of a real one. Whoever wears one hums a tone of their
 * own, and what they hear can be measured.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Hearing } from '@hotline/practice-pbx/citizen';
import { eventually } from './eventually.ts';

const run = promisify(execFile);
/** Of what is measured, Hz. */
const RATE = 8_000;

export type Headset = {
  /** What comes out of its loudspeaker. */
  readonly ear: Hearing;
  /** Microphone and loudspeaker are gone at once. */
  pullOut(): Promise<void>;
  /**
   * Until the browser has closed what it had played there. The sound server carries such a stream over to another
   * loudspeaker, where it stays for some seconds, and a headset plugged in sooner would get it back as it is.
   */
  forgotten(): Promise<void>;
};

export type SoundServer = {
  /** For the browser's environment. */
  readonly env: Readonly<Record<string, string>>;
  /** The wearer hums at `hz`. The first one is the system's own choice. */
  plugIn(name: string, hz: number): Promise<Headset>;
  stop(): Promise<void>;
};

export async function startSoundServer(): Promise<SoundServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'hotline-sound-'));
  const socket = path.join(folder, 'native');
  const env = { PULSE_SERVER: `unix:${socket}`, PULSE_RUNTIME_PATH: folder };
  const options = { env: { ...process.env, ...env } };
  const listen = `--load=module-native-protocol-unix auth-anonymous=1 socket=${socket}`;
  const quiet = ['-n', '--daemonize=no', '--exit-idle-time=-1', '--use-pid-file=no'];
  const server = spawn('pulseaudio', [...quiet, '--log-level=error', listen], {
    ...options,
    stdio: 'ignore',
  });
  const gone = once(server, 'exit');
  const control = async (...args: readonly string[]): Promise<string> =>
    (await run('pactl', args, options)).stdout.trim();
  await Promise.race([
    eventually('the sound server answers', () => control('info').catch(() => undefined)),
    gone.then(() => Promise.reject(new Error('no sound server: sudo sh scripts/test-machine.sh'))),
  ]);
  const load = (module: string, ...args: readonly string[]): Promise<string> =>
    control('load-module', module, ...args);
  const rows = async (of: string): Promise<readonly string[][]> =>
    (await control('list', 'short', of)).split('\n').map((line) => line.split('\t'));
  /** Without `norewinds` it plays two seconds ahead. */
  const sink = (name: string): Promise<string> =>
    load(
      'module-null-sink',
      `sink_name=${name}`,
      `sink_properties=device.description=${name}`,
      'norewinds=1',
    );

  return {
    env,
    async plugIn(name, hz) {
      const loudspeaker = await sink(name);
      // What is said in front of the microphone, and the microphone: a browser does not offer a sink's monitor.
      const mouth = await sink(`${name}-mouth`);
      const voice = await load('module-sine', `sink=${name}-mouth`, `frequency=${hz}`);
      const microphone = await load(
        'module-remap-source',
        `master=${name}-mouth.monitor`,
        `source_name=${name}-microphone`,
        `source_properties=device.description=${name}`,
      );
      const { ear, listener } = listenTo(name);
      let carriedOver: readonly string[] = [];
      const [sinkNo] = (await rows('sinks')).find(([, called]) => called === name) ?? [];
      return {
        ear,
        async pullOut() {
          const played = (await rows('sink-inputs')).filter(([, on]) => on === sinkNo);
          carriedOver = played.map(([id = '']) => id);
          const unplugged = [microphone, loudspeaker].map((id) => control('unload-module', id));
          await Promise.all(unplugged);
          listener.kill();
          await control('unload-module', voice);
          await control('unload-module', mouth);
        },
        async forgotten() {
          await eventually('the browser has closed its streams', async () => {
            const open = (await rows('sink-inputs')).map(([id]) => id);
            return carriedOver.every((id) => !open.includes(id));
          });
        },
      };
    },
    async stop() {
      server.kill();
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };

  function listenTo(name: string) {
    const ear = new Hearing();
    const listener = spawn(
      'parec',
      [
        `--device=${name}.monitor`,
        '--format=s16le',
        `--rate=${RATE}`,
        '--channels=1',
        '--latency-msec=20',
      ],
      { ...options, stdio: ['ignore', 'pipe', 'ignore'] },
    );
    let odd = Buffer.alloc(0);
    listener.stdout.on('data', (data: Buffer) => {
      const whole = Buffer.concat([odd, data]);
      const length = whole.length - (whole.length % 2);
      odd = whole.subarray(length);
      const samples = new Int16Array(length / 2);
      for (let i = 0; i < samples.length; i += 1) samples[i] = whole.readInt16LE(i * 2);
      ear.push(samples, performance.now());
    });
    return { ear, listener };
  }
}
