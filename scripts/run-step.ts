import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');

export type StepResult = {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  /** What failed, and with which words: a line or some for each. */
  readonly failures?: readonly string[];
};

type Run = { readonly env?: NodeJS.ProcessEnv; readonly quiet?: boolean };

/** Runs a program of `node_modules/.bin` (or of the machine) and gives its exit code; its output goes to ours. */
export function run(
  program: string,
  args: readonly string[],
  { env, quiet }: Run = {},
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', quiet === true ? 'ignore' : 'inherit', 'inherit'],
      env: {
        ...process.env,
        PATH: `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
        ...env,
      },
      shell: process.platform === 'win32',
    });
    child.on('error', (error) => {
      console.error(`${program}: ${error.message}`);
      resolve(127);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** A step that is right or wrong as a whole: it counts as one. */
export async function checkStep(
  name: string,
  program: string,
  args: readonly string[],
): Promise<StepResult> {
  const started = Date.now();
  const code = await run(program, args);
  console.log(
    `${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
  );
  return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
}

/** A vitest project: counts its tests. A file that does not load, or a run without a test, is a failure. */
export async function vitestStep(
  project: 'unit' | 'contract' | 'e2e',
  {
    args = [],
    env,
    wrap = [],
  }: { args?: readonly string[]; env?: NodeJS.ProcessEnv; wrap?: readonly string[] } = {},
): Promise<StepResult> {
  const report = path.join(root, 'var', 'test', `${project}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const command = [
    ...wrap,
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args,
  ];
  const code = await run(
    command[0] ?? 'vitest',
    command.slice(1),
    env === undefined ? {} : { env },
  );
  let passed = 0;
  let failed = 0;
  let failures: readonly string[] = [];
  try {
    const json = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
    passed = json.numPassedTests;
    failed =
      json.numFailedTests +
      json.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0)
        .length;
    failures = failuresOf(json);
  } catch {
    failed = 1;
  }
  if (failed === 0 && (code !== 0 || passed === 0)) failed = 1;
  console.log(`${failed === 0 ? 'ok  ' : 'FAIL'} ${project}: ${passed} passed, ${failed} failed`);
  return { name: project, passed, failed, failures };
}

/** What we read of vitest's JSON report. */
type VitestReport = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      /** One of each try. */
      readonly failureMessages: readonly string[];
    }[];
  }[];
};

const LONGEST_FAILURE = 1500;

function failuresOf({ testResults }: VitestReport): readonly string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative(root, name);
    if (status === 'failed' && assertionResults.length === 0) return [`${file}\n${message}`];
    return assertionResults
      .filter((test) => test.status === 'failed')
      .map(({ fullName, failureMessages }) => {
        const tries = failureMessages.map((words) => words.slice(0, LONGEST_FAILURE));
        return [`${file} > ${fullName}`, ...tries].join('\n');
      });
  });
}

/** Prints what failed once more, together, and the closing line; ends with the exit code that it means. */
export function close(results: readonly StepResult[]): never {
  for (const { name, failed, failures = [] } of results)
    if (failed > 0) console.log(`\nFAIL ${[name, ...failures].join('\n\n')}\n`);
  const passed = results.reduce((sum, r) => sum + r.passed, 0);
  const failed = results.reduce((sum, r) => sum + r.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}
