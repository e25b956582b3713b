/**
 * A folder of articles: `.yaml` (defaults and a list), `.json` (a list), `.csv` (a row each) and `.md` (an article each,
 * its facts in front). Whatever is wrong is told with file and line; the rest is taken.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ConfigProblem } from '../config/problem.ts';
import { articlesOfCsv } from './csv.ts';
import { articlesOfMarkdown } from './markdown.ts';
import type { SourceArticle } from './source-article.ts';
import { articlesOfYaml } from './yaml-list.ts';

export type Reading = {
  readonly articles: readonly SourceArticle[];
  readonly problems: readonly ConfigProblem[];
};

const readers: Readonly<Record<string, (file: string, text: string) => Reading>> = {
  '.yaml': articlesOfYaml,
  '.yml': articlesOfYaml,
  // JSON is YAML (yaml.org/spec/1.2.2 1.3), so a mistake in it has its line too.
  '.json': articlesOfYaml,
  '.csv': articlesOfCsv,
  '.md': articlesOfMarkdown,
};

/** @throws when the folder itself cannot be read. */
export function readKnowledgeFolder(folder: string): Reading {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.extname(file).toLowerCase() in readers)
    .filter((file) => path.basename(file).toLowerCase() !== 'readme.md')
    .sort((one, other) => one.localeCompare(other));
  const readings = files.map((file) => readFile(folder, file));
  const articles: SourceArticle[] = [];
  const problems: ConfigProblem[] = [];
  const from = new Map<string, string>();
  for (const [index, reading] of readings.entries()) {
    const file = files[index] ?? '';
    problems.push(...reading.problems);
    for (const each of reading.articles) {
      const first = from.get(each.id);
      if (first === undefined) {
        from.set(each.id, file);
        articles.push(each);
      } else {
        problems.push(
          whole(
            file,
            `编号 ${each.id} 已在 ${first} 中用过`,
            `the id ${each.id} is used in ${first} already`,
          ),
        );
      }
    }
  }
  return { articles, problems };
}

function readFile(folder: string, file: string): Reading {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path.join(folder, file)));
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    return {
      articles: [],
      problems: [whole(file, `读不出文件：${words}`, `cannot be read: ${words}`)],
    };
  }
  const read = readers[path.extname(file).toLowerCase()];
  return read === undefined ? { articles: [], problems: [] } : read(file, text);
}

function whole(file: string, zh: string, en: string): ConfigProblem {
  return { file, line: null, column: null, path: '', zh, en };
}
