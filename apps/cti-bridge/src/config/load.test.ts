import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from './load.ts';
import { formatProblems } from './problem.ts';
import { changedConfig, problemsOf, same, secrets } from './testing/changed-config.ts';

const config = changedConfig();
const { folder, load, lineOf } = config;
afterAll(() => config.forget());

/** The shipped file with TLS, the key always `bad.pem`. */
const withTls = (certificate: string) =>
  load((text) =>
    text.replace(
      '  # tls: { certificate: certificates/bridge.pem, key: certificates/bridge.key }',
      `  tls: { certificate: ${certificate}, key: bad.pem }`,
    ),
  );

describe('loadConfig', () => {
  it('takes the shipped configuration', () => {
    const result = load(same);
    expect(result).toMatchObject({
      ok: true,
      value: {
        hotline: { areaCode: '0710' },
        dataFolder: join(folder, 'var/bridge'),
        practicePassword: null,
        categories: expect.arrayContaining([{ code: '0301', zh: '供水' }]),
      },
    });
  });

  it.each([
    [
      'unknown key',
      'ringSeconds: 20',
      'ringSecond: 20',
      'queues[0].ringSecond',
      'Did you mean "ringSeconds"?',
    ],
    [
      'wrong type',
      'answerLimitSeconds: 15',
      'answerLimitSeconds: soon',
      'queues[0].answerLimitSeconds',
      'found "soon", expected a number',
    ],
    [
      'a number that should be text',
      "areaCode: '0710'",
      'areaCode: 0710',
      'hotline.areaCode',
      'found 710, expected text (in quotes)',
    ],
    [
      'wrong choice',
      'role: leader, skills',
      'role: leadr, skills',
      /^people\[\d+\]\.role$/,
      'Did you mean "leader"?',
    ],
    [
      'out of range',
      'port: 12380',
      'port: 99999',
      'bridge.listen.port',
      'found 99999, expected at most 65535',
    ],
    [
      'time zone',
      'timeZone: Asia/Shanghai',
      'timeZone: Asia/Xiangyang',
      'hotline.timeZone',
      'IANA',
    ],
    [
      'a skill nobody defined',
      'skills: [enterprise] }',
      'skills: [enterprize] }',
      /^people\[\d+\]\.skills\[0\]$/,
      'Did you mean "enterprise"?',
    ],
    [
      'a person twice',
      'id: jiang.bo, name: 江波',
      'id: fang.hui, name: 江波',
      /^people\[\d+\]\.id$/,
      '"fang.hui" is taken by entry',
    ],
    [
      'service level 6',
      'serviceLevels: [2, 3]',
      'serviceLevels: [2, 6]',
      'figures.definitions[0].serviceLevels[1]',
      'found 6, expected one of 1',
    ],
    [
      'null where a list stands',
      "operationsAllow: [127.0.0.1, '::1']",
      'operationsAllow:',
      'bridge.operationsAllow',
      'found null, expected a list',
    ],
  ])('tells %s with its line, what was found and what is allowed', (_, from, to, path, words) => {
    const problems = problemsOf(load((text) => text.replace(from, to)));
    const problem = problems.find((each) =>
      typeof path === 'string' ? each.path === path : path.test(each.path),
    );
    expect(problem).toMatchObject({ file: 'changed.yaml', line: lineOf(to) });
    expect(problem?.en).toContain(words);
    expect(problem?.zh).toMatch(/[一-鿿]/);
  });

  it('tells what is missing at the place where it should stand', () => {
    const [problem] = problemsOf(load((text) => text.replace("  areaCode: '0710'\n", '')));
    expect(problem).toMatchObject({ path: 'hotline.areaCode', line: lineOf('name: 12345') });
    expect(problem?.en).toContain('missing');
  });

  it('tells all mistakes at once, of every file and the environment', () => {
    writeFileSync(join(folder, 'broken.yaml'), 'callers: [ {');
    const problems = problemsOf(
      load(
        (text) =>
          text
            .replace('ringSeconds: 20', 'ringSeconds: 0')
            .replace('tries: 5', 'tries: many')
            .replace('callersFile: callers.yaml', 'callersFile: broken.yaml'),
        { HOTLINE_ESL_PASSWORD: '', HOTLINE_ESL_PORT: 'x' },
      ),
    );
    expect(problems.map(({ file, path }) => `${file} ${path}`)).toEqual(
      expect.arrayContaining([
        'changed.yaml queues[0].ringSeconds',
        'changed.yaml signIn.tries',
        'environment HOTLINE_ESL_PASSWORD',
        'environment HOTLINE_ESL_PORT',
      ]),
    );
    expect(formatProblems(problems)).toContain('changed.yaml:');
  });

  it.each([
    ['an open bracket', 'hotline: {'],
    ['a tab for indentation', 'hotline:\n\tname: x'],
    ['a key twice', 'hotline: 1\nhotline: 2'],
    ['an empty file', ''],
    ['a list for the whole', '- a\n- b'],
    ['only words', 'just words'],
    [
      'endless aliases',
      `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(10)}]\nc: &c [${'*b,'.repeat(10)}]\nd: [${'*c,'.repeat(10)}]`,
    ],
  ])('refuses %s', (_, text) => {
    expect(problemsOf(load(() => text)).length).toBeGreaterThan(0);
  });

  it('refuses a file that is missing, is not UTF-8, or is a folder', () => {
    const bytes = join(folder, 'latin.yaml');
    writeFileSync(bytes, Buffer.from([0xff, 0xfe, 0x41]));
    for (const path of [join(folder, 'nowhere.yaml'), bytes, folder]) {
      const result = loadConfig({
        env: { ...secrets, HOTLINE_CONFIG: path },
        workingFolder: folder,
      });
      expect(problemsOf(result)[0]?.en).toContain('cannot be read');
    }
  });

  it('refuses certificates that are missing or cannot be used', () => {
    writeFileSync(join(folder, 'bad.pem'), 'no certificate');
    expect(problemsOf(withTls('nowhere.pem'))[0]?.en).toContain('cannot be read');
    expect(problemsOf(withTls('bad.pem'))[0]).toMatchObject({ path: 'bridge.tls' });
  });

  it("refuses FreeSWITCH's default password and never repeats a secret", () => {
    const problems = problemsOf(
      load(same, { HOTLINE_ESL_PASSWORD: 'ClueCon', HOTLINE_DIRECTORY_SECRET: 'tiny!' }),
    );
    expect(problems.map(({ path }) => path)).toContain('HOTLINE_ESL_PASSWORD');
    expect(formatProblems(problems)).not.toContain('tiny!');
  });

  it('lets the environment move addresses and data', () => {
    const result = load(same, {
      HOTLINE_LISTEN_PORT: '0',
      HOTLINE_ESL_PORT: '18021',
      HOTLINE_DATA: 'elsewhere',
      HOTLINE_DOMAIN: 'pbx.test',
      HOTLINE_SIP_SERVER: 'ws://127.0.0.1:9',
    });
    expect(result).toMatchObject({
      ok: true,
      value: {
        bridge: { listen: { port: 0 } },
        pbx: { esl: { port: 18_021 }, domain: 'pbx.test', seatServer: 'ws://127.0.0.1:9' },
        dataFolder: join(folder, 'elsewhere'),
      },
    });
  });

  it.each(['ws://[::1]:5066', 'http://127.0.0.1:5066', 'pbx'])(
    'refuses %s as the address of the PBX for seats',
    (address) => {
      const [problem] = problemsOf(load(same, { HOTLINE_SIP_SERVER: address }));
      expect(problem).toMatchObject({ path: 'HOTLINE_SIP_SERVER' });
      expect(problem?.en).toContain('IPv4');
    },
  );

  it('allows one password for everybody on this machine only', () => {
    const practice = { HOTLINE_PRACTICE: '1', HOTLINE_PRACTICE_PASSWORD: 'long-enough-secret' };
    expect(load(same, practice)).toMatchObject({
      ok: true,
      value: { practicePassword: 'long-enough-secret' },
    });
    expect(problemsOf(load(same, { ...practice, HOTLINE_LISTEN_HOST: '0.0.0.0' }))[0]?.path).toBe(
      'HOTLINE_PRACTICE',
    );
    expect(problemsOf(load(same, { HOTLINE_PRACTICE: '1' }))[0]?.path).toBe(
      'HOTLINE_PRACTICE_PASSWORD',
    );
    expect(load(same, { HOTLINE_PRACTICE_PASSWORD: 'long-enough-secret' })).toMatchObject({
      ok: true,
      value: { practicePassword: null },
    });
  });
});
