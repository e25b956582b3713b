/**
 * Takes a folder of articles into the bridge's library: `pnpm knowledge import FOLDER`. The bridge may run meanwhile; its
 * seats have them with their next delta. Exit codes: 0 all taken · 1 some were wrong, the others are taken · 2 wrong use.
 */
import { join } from 'node:path';
import { loadPeople, formatProblems } from '../config/index.ts';
import { explainOpenFailure } from '../store/index.ts';
import { openFileStore } from './file-store.ts';
import { openKnowledgeLibrary } from './library.ts';
import { readKnowledgeFolder } from './read-folder.ts';
import { FILES_FOLDER, openKnowledgeStore } from './tables.ts';

function main(): number {
  const [verb, folder, ...rest] = process.argv.slice(2);
  if (verb !== 'import' || folder === undefined || rest.length > 0) {
    process.stderr.write('用法 usage: pnpm knowledge import FOLDER\n');
    return 2;
  }
  const config = loadPeople({ env: process.env, workingFolder: process.cwd() });
  if (!config.ok) {
    process.stderr.write(`${formatProblems(config.error)}\n`);
    return 2;
  }
  const store = openKnowledgeStore(config.value.dataFolder);
  if (!store.ok) {
    process.stderr.write(`${explainOpenFailure(store.error, config.value.dataFolder)}\n`);
    return 2;
  }
  try {
    const { articles, files, problems } = readKnowledgeFolder(folder);
    const papers = openFileStore(join(config.value.dataFolder, FILES_FOLDER));
    for (const bytes of files.values()) papers.put(bytes);
    const fresh = openKnowledgeLibrary(store.value).publish(articles, 'import', Date.now());
    process.stdout.write(
      `读入 ${articles.length} 条，其中新的或有改动的 ${fresh} 条；有误 ${problems.length} 处。\n` +
        `${articles.length} articles read, ${fresh} of them new or changed; ${problems.length} problem(s).\n`,
    );
    for (const { file, line, path, zh, en } of problems) {
      process.stderr.write(`${file}:${line ?? ''} ${path}\n  ${zh}\n  ${en}\n`);
    }
    return problems.length === 0 ? 0 : 1;
  } catch (cause) {
    process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
    return 2;
  } finally {
    store.value.close();
  }
}

process.exitCode = main();
