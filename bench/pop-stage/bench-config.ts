import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export type BenchPerson = {
  readonly seat: string;
  readonly role: 'agent' | 'leader';
  /** As in YAML: `[]`, `[cantonese]`. */
  readonly skills: string;
};

/** The shipped configuration with as many people as the bench needs, written into `folder`; returns the file. */
export function writeBenchConfig(folder: string, people: readonly BenchPerson[]): string {
  const shipped = readFileSync('config/hotline.yaml', 'utf8');
  const lines = people
    .map(
      ({ seat, role, skills }) =>
        `  - { id: p${seat}, name: 席${seat}, seat: '${seat}', role: ${role}, skills: ${skills} }`,
    )
    .join('\n');
  const file = path.join(folder, 'hotline.yaml');
  writeFileSync(
    file,
    shipped
      .replace(/^people:\n(?: .*\n)+/m, `people:\n${lines}\n`)
      // Of people who are not there.
      .replace(/^ {2}floorPlan:\n(?: {4}- .*\n)+/m, '  floorPlan: []\n')
      .replace(/wrapSeconds: \d+/, 'wrapSeconds: 1')
      .replace(/attemptsPerMinute: \d+/, 'attemptsPerMinute: 1000'),
  );
  for (const name of ['categories.csv', 'callers.yaml', 'intake.yaml', 'gazetteer.csv']) {
    writeFileSync(path.join(folder, name), readFileSync(path.join('config', name)));
  }
  for (const name of ['places', 'holidays']) {
    cpSync(path.join('config', name), path.join(folder, name), { recursive: true });
  }
  return file;
}
