import { parseLocatedYaml } from '../config/located-yaml.ts';
import type { ConfigProblem } from '../config/problem.ts';
import type { Reading } from './read-folder.ts';
import { readArticle } from './source-article.ts';

const front = /^\uFEFF?---\r?\n(?<facts>[\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)(?<body>[\s\S]*)$/;
/** 办理步骤 is the one heading that means something; a numbered list stands below it. */
const stepsHeading = /^#{1,6}[ \t]*(?:办理)?(?:步骤|Steps)[ \t]*$/im;
const numbered = /^[ \t]*(?:\d+[.、)]|[-*])[ \t]*/u;

/** Front matter (YAML between two `---`) with all but the text; `# title` may say the title; the rest is the answer. */
export function articlesOfMarkdown(file: string, text: string): Reading {
  const { facts, body } = front.exec(text)?.groups ?? {};
  if (facts === undefined || body === undefined) {
    return problem({
      file,
      line: 1,
      column: 1,
      path: '',
      zh: '开头缺少两行 --- 之间的说明（front matter）',
      en: 'no front matter between two lines of ---',
    });
  }
  const yaml = parseLocatedYaml(file, facts);
  // The first `---` is a line of its own.
  if (!yaml.ok) {
    return {
      articles: [],
      problems: yaml.error.map((each) => ({ ...each, line: (each.line ?? 0) + 1 })),
    };
  }
  const [said = '', steps = ''] = body.split(stepsHeading);
  const title = /^#[ \t]+(.+)$/m.exec(said)?.[1]?.trim();
  const answer = said.replace(/^#[ \t]+.+$/m, '').trim();
  const given = yaml.value.value;
  const value = {
    ...(title === undefined ? {} : { title }),
    ...(answer === '' ? {} : { answer }),
    ...(steps.trim() === '' ? {} : { steps: stepsOf(steps) }),
    ...(typeof given === 'object' && given !== null ? given : {}),
  };
  const read = readArticle(
    file,
    value,
    {
      value,
      placeOf(path, key) {
        const { line, column } = yaml.value.placeOf(path, key);
        return { line: line + 1, column };
      },
    },
    [],
  );
  return read.ok
    ? { articles: [read.value], problems: [] }
    : { articles: [], problems: read.error };
}

const problem = (one: ConfigProblem): Reading => ({ articles: [], problems: [one] });

/** A line without a number goes on with the step before it. */
function stepsOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .filter((each) => each.trim() !== '')
    .reduce<string[]>((steps, each) => {
      const last = steps.at(-1);
      return numbered.test(each) || last === undefined
        ? [...steps, each.replace(numbered, '').trim()]
        : [...steps.slice(0, -1), `${last}\n${each.trim()}`];
    }, []);
}
