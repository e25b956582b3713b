/** A YAML file together with the place of every value in it. */
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { ConfigProblem } from './problem.ts';

type Place = { readonly line: number; readonly column: number };

export type LocatedYaml = {
  readonly value: unknown;
  /** Place of the value, or of its nearest enclosing one when it is missing. With `key`, of that key in it. */
  placeOf(path: readonly PropertyKey[], key?: string): Place;
};

/** @returns problems when the text is not one YAML 1.2 document with unique keys; all syntax errors at once. */
export function parseLocatedYaml(
  file: string,
  text: string,
): { ok: true; value: LocatedYaml } | { ok: false; error: ConfigProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      ok: false,
      error: document.errors.map(({ pos, message }) => {
        const { line, col } = lines.linePos(pos[0]);
        return {
          file,
          line,
          column: col,
          path: '',
          zh: `YAML 语法错误：${message}`,
          en: `YAML syntax: ${message}`,
        };
      }),
    };
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return {
      ok: true,
      value: { value, placeOf: (path, key) => placeIn(document, lines, path, key) },
    };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return {
      ok: false,
      error: [
        {
          file,
          line: null,
          column: null,
          path: '',
          zh: `YAML 无法展开：${message}`,
          en: `YAML could not be resolved: ${message}`,
        },
      ],
    };
  }
}

function placeIn(
  document: Document,
  lines: LineCounter,
  path: readonly PropertyKey[],
  key: string | undefined,
): Place {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (!isNode(node)) continue;
    const pair =
      key !== undefined && length === path.length && isMap(node)
        ? node.items.find(({ key: name }) => isScalar(name) && String(name.value) === key)
        : undefined;
    const at = pair !== undefined && isNode(pair.key) ? pair.key.range : node.range;
    if (!at) continue;
    const { line, col } = lines.linePos(at[0]);
    return { line, column: col };
  }
  return { line: 1, column: 1 };
}
