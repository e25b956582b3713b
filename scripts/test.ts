/** `pnpm test`: everything — checks, the contract on the practice PBX, end-to-end in Chromium and in Electron. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { check } from './check.ts';
import { checkStep, close, root, run, vitestStep } from './run-step.ts';

const onPath = (program: string): boolean =>
  (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .some((dir) => existsSync(path.join(dir, program)));

/** The tests need a browser, a sound server, PostgreSQL and, without a display, a virtual screen. On Debian as root we install them, else we say how. */
async function prepareMachine(): Promise<void> {
  if (process.platform !== 'linux') return;
  const screen = process.env['DISPLAY'] !== undefined || onPath('xvfb-run');
  const browser = onPath('chromium') || process.env['CHROMIUM_BIN'] !== undefined;
  if (screen && browser && onPath('pulseaudio') && existsSync('/usr/lib/postgresql')) return;
  const script = path.join(root, 'scripts', 'test-machine.sh');
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    console.log(
      'Chromium, Xvfb, PulseAudio or PostgreSQL is missing: installing them with apt-get …',
    );
    if ((await run('sh', [script], { quiet: true })) === 0) return;
  }
  console.error(
    'The tests need Chromium, Xvfb, PulseAudio and PostgreSQL. On Debian or Ubuntu:  sudo sh scripts/test-machine.sh',
  );
  close([{ name: 'machine', passed: 0, failed: 1 }]);
}

// Nothing is skipped here because something is not installed.
process.env['HOTLINE_FULL_TEST'] = '1';
await prepareMachine();
const results = await check();
results.push(await checkStep('build', 'pnpm', ['--filter', '@hotline/desktop', 'run', 'build']));
const wrap =
  process.platform === 'linux' && process.env['DISPLAY'] === undefined
    ? ['xvfb-run', '-a', '-s', '-screen 0 1920x1080x24']
    : [];
results.push(await vitestStep('contract', { env: { HOTLINE_PBX: 'practice' } }));
// The same moments each time; others by hand, with more rounds.
const chaos = ['scripts/chaos.ts', 'call', '--rounds', '2', '--seed', '12345'];
results.push(await checkStep('chaos', 'node', chaos));
const draftChaos = ['scripts/chaos.ts', 'draft', '--kills', '20', '--seed', '12345'];
results.push(await checkStep('chaos of drafts', 'node', draftChaos));
results.push(await vitestStep('e2e', { wrap }));
close(results);
