/**
 * Knowledge found on a seat: 50,000 articles made from a seed out of the starter set's own words, asked by two characters,
 * by a long sentence and by pinyin; and of 100 questions on the starter set how many are answered in the first five.
 * All in one process on a file, as the seat's main process has it.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readKnowledgeFolder } from '@hotline/cti-bridge/knowledge';
import type { Article, KnowledgeQuery } from '@hotline/domain/knowledge';
import { openKnowledgeIndex } from '@hotline/knowledge-index';

const ARTICLES = 50_000;
const QUERIES = 600;
const PAGE = 200;
const root = path.resolve(import.meta.dirname, '..');
const { articles: sources } = readKnowledgeFolder(path.join(root, 'config/knowledge'));
const starter: readonly Article[] = sources.map((each) => ({ ...each, version: 1 }));
const random = seeded(12_345);
const pick = <T>(list: readonly T[]): T => {
  const one = list[Math.floor(random() * list.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
};

const folder = mkdtempSync(path.join(tmpdir(), 'bench-search-'));
try {
  const recall = recallAt5();
  const index = openKnowledgeIndex(path.join(folder, 'knowledge.sqlite'));
  const filling = performance.now();
  for (let from = 0; from < ARTICLES; from += PAGE) {
    const articles = Array.from({ length: PAGE }, (_, n) => madeUp(from + n));
    index.apply({
      library: 'bench',
      upTo: from + PAGE,
      left: ARTICLES - from - PAGE,
      articles,
      gone: [],
    });
  }
  console.error(`filled in ${Math.round((performance.now() - filling) / 1000)} s`);
  const asked = Array.from({ length: QUERIES }, (_, n) => question(n));
  for (const query of asked.slice(0, 30)) index.search(query);
  const times = asked.map((query) => {
    const begun = performance.now();
    index.search(query);
    return performance.now() - begun;
  });
  index.close();
  const worst = times.indexOf(Math.max(...times));
  console.error('slowest', asked[worst]?.text, times[worst]);
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): number => round(sorted[Math.floor(part * (sorted.length - 1))] ?? 0);
  console.log(
    JSON.stringify({
      bench: 'search',
      unit: 'ms',
      articles: ARTICLES,
      ours: { p50: at(0.5), p99: at(0.99) },
      recallAt5: recall,
    }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function recallAt5(): number {
  const file = path.join(root, 'tests/fixtures/knowledge/queries.json');
  const queries = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string[]>;
  const index = openKnowledgeIndex(':memory:');
  index.apply({ library: 'starter', upTo: 1, left: 0, articles: [...starter], gone: [] });
  let all = 0;
  let found = 0;
  for (const [id, texts] of Object.entries(queries)) {
    for (const text of texts) {
      all += 1;
      if (index.search(plain(text, 5)).some((hit) => hit.id === id)) found += 1;
      else console.error('not among the first five:', id, text);
    }
  }
  index.close();
  console.error(`${found} of ${all} questions`);
  return Math.round((found / all) * 1000) / 1000;
}

function plain(text: string, limit: number): KnowledgeQuery {
  return { text, category: '', place: '', today: '2026-11-25', limit };
}

/** One title, another's answer and steps, keywords of both, in one of twelve districts. */
function madeUp(n: number): Article {
  const [title, answer] = [pick(starter).content, pick(starter).content];
  const district = `${'东西南北中新'.charAt(n % 6)}${'城湖山江'.charAt(n % 4)}区`;
  return {
    id: `made-${n}`,
    version: 1,
    content: {
      ...answer,
      title: `${n % 3 === 0 ? district : ''}${title.title}`,
      keywords: [...title.keywords, ...answer.keywords.slice(0, 2)],
      region: n % 3 === 0 ? district : '',
      answer: `${title.answer}${answer.answer}`,
      category: title.category,
    },
  };
}

function question(n: number): KnowledgeQuery {
  const { content } = pick(starter);
  const from = Math.floor(random() * Math.max(1, content.title.length - 2));
  const place = n % 2 === 0 ? '东城区人民路18号' : '';
  const texts = [
    content.title.slice(from, from + 2),
    `${content.keywords[0] ?? ''}，${content.answer}`,
    pick(['tingshui', 'sbk', 'gjj', 'yanglao', 'shenfenzheng', 'wuye', 'ts', 'yibao', 'zs']),
  ];
  return { ...plain(texts[n % 3] ?? '', 8), place };
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}

/** mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
