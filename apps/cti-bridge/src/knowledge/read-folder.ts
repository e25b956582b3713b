/**
 * A folder of articles: `.yaml` (defaults and a list), `.json` (a list), `.csv` (a row each) and `.md` (an article each,
 * its facts in front). Whatever is wrong is told with file and line; the rest is taken.
 */
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { ConfigProblem } from '../config/problem.ts';
import { articlesOfCsv } from './csv.ts';
import { hashOf, isTaken } from './file-store.ts';
import { articlesOfMarkdown } from './markdown.ts';
import type { ReadArticle, SourceArticle } from './source-article.ts';
import { articlesOfYaml } from './yaml-list.ts';

/** What one file says. */
export type Reading = {
  readonly articles: readonly ReadArticle[];
  readonly problems: readonly ConfigProblem[];
};
type FolderReading = {
  readonly articles: readonly SourceArticle[];
  /** The papers that the articles name, each once. */
  readonly files: ReadonlyMap<string, Buffer>;
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
export function readKnowledgeFolder(folder: string): FolderReading {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.extname(file).toLowerCase() in readers)
    .filter((file) => path.basename(file).toLowerCase() !== 'readme.md')
    .sort((one, other) => one.localeCompare(other));
  const readings = files.map((file) => readFile(folder, file));
  const articles: SourceArticle[] = [];
  const enclosed = new Map<string, Buffer>();
  const problems: ConfigProblem[] = [];
  const from = new Map<string, string>();
  for (const [index, reading] of readings.entries()) {
    const file = files[index] ?? '';
    problems.push(...reading.problems);
    for (const each of reading.articles) {
      const first = from.get(each.id);
      if (first === undefined) {
        from.set(each.id, file);
        articles.push(withPapers(folder, file, each, enclosed, problems));
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
  return { articles, files: enclosed, problems };
}

/** Reads the papers beside the article; one that is not there, or is none, is told and left out. */
function withPapers(
  folder: string,
  file: string,
  { id, content, enclosed }: ReadArticle,
  files: Map<string, Buffer>,
  problems: ConfigProblem[],
): SourceArticle {
  const attachments = enclosed.flatMap(({ name, path: given }) => {
    const at = path.resolve(folder, given);
    // Also past a link: nothing outside the folder is taken in.
    const inside =
      existsSync(at) && realpathSync(at).startsWith(`${realpathSync(folder)}${path.sep}`);
    const bytes = inside ? readFileSync(at) : null;
    if (bytes === null || !isTaken(bytes)) {
      const why =
        bytes === null
          ? ['导入目录里没有这个附件', 'is not in the import’s folder']
          : [
              '附件只收 PDF、PNG、JPEG 和 Office 文件，每个不超过 10 MB',
              'is no PDF, PNG, JPEG or Office file of at most 10 MB',
            ];
      problems.push(whole(file, `${id}：${given} ${why[0]}`, `${id}: ${given} ${why[1]}`));
      return [];
    }
    const hash = hashOf(bytes);
    files.set(hash, bytes);
    return [{ name, hash, bytes: bytes.length }];
  });
  return { id, content: { ...content, attachments: [...content.attachments, ...attachments] } };
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
