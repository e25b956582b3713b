/**
 * What was typed → FTS5 expressions, narrowest first. Every term is put in quotation marks, so nothing that a person types
 * (`"`, `*`, `NEAR`, `title:`) is syntax.
 */
import { pairsOf, piecesOf, singlesOf, SPELLED_LETTERS } from './terms.ts';

/** What says how somebody asks, not what about. */
const filler =
  /我想(?:问|咨询|了解|知道)?一?下?|请问|咨询一?下?|麻烦|您好|你好|怎么(?:样|办理|办|弄|申请|查)?|如何|怎样|什么(?:时候|样)?|可不可以|能不能|可以|需要|需不需要|哪里|哪儿|在哪|哪些|多少|多久|为什么|是不是|有没有|我们|我家|我的|家里|这个|那个|一直|现在|今天|市民|来电|反映|希望|要求|相关|部门|处理|情况|[的了吗呢吧啊呀么和与或是在有被把给让去到从我你他她]/gu;

/** More terms than this tell no more. */
const MAX_TERMS = 24;

export type Question = {
  /** Terms that must all be there: an FTS5 expression; null: nothing to look for. */
  readonly all: string | null;
  /** A single word, looked for in titles and keywords alone: a common one is in thousands of answers. */
  readonly headed: string | null;
  /** Each term alone, quoted, for when `all` finds too little. */
  readonly each: readonly string[];
};

const HEAD = '{title keywords}';

const quoted = (term: string): string => `"${term.replaceAll('"', '""')}"`;

export function questionOf(text: string): Question {
  const asked = piecesOf(text.replaceAll(filler, ' '));
  // Nothing but fillers: then they are what is asked (“怎么办”).
  const pieces = asked.length > 0 ? asked : piecesOf(text);
  const terms = pieces.flatMap(({ kind, text: run }) =>
    kind === 'han' ? chinese(run) : word(run),
  );
  const each = [...new Set(terms)].slice(0, MAX_TERMS);
  const [only] = each;
  return {
    all: each.length === 0 ? null : each.join(' AND '),
    headed: each.length === 1 && only?.startsWith('"') === true ? `${HEAD} : ${only}` : null,
    each,
  };
}

function chinese(run: string): string[] {
  // One character is everywhere in a long text, so it counts in titles and keywords only.
  const singles = singlesOf(run);
  if (singles.length === 1) return singles.map((one) => `${HEAD} : ${quoted(one)}`);
  return pairsOf(run).map(quoted);
}

/** Letters are pinyin, or a word as it stands (ETC, 12333). */
function word(run: string): string[] {
  const letters = run.slice(0, 64);
  if (!/^[a-z]{2,}$/.test(letters)) return [quoted(letters)];
  return [`(spelling : ${quoted(letters.slice(0, SPELLED_LETTERS))} * OR ${quoted(letters)})`];
}
