/**
 * What an open ticket is found by when a similar one is being written: pairs of characters of its title, place and the
 * beginning of its text, whole numbers, its place as a whole. Chinese has no spaces; pairs find 停水 in any sentence.
 */

/** Of a letter's text: citizens say what it is about at the beginning. */
const TEXT_READ = 240;
/** Pairs kept of one ticket, and asked for at once. */
const MOST_PAIRS = 64;

/** Characters of which every sentence is full: a pair with one of them says nothing about the matter. */
const FILLERS = new Set(
  '的了我是在这那个们就也都和与及并但而或到被把让给对从向为以很还又要会能可吧吗呢啊请您你他她它等已其之于所时候么什怎',
);

const run = /[\p{Script=Han}]+|[\p{L}\p{N}]+/gu;

/** Pairs of Chinese characters; words and numbers of other scripts as they are. In the order of the text, each once. */
export function pairsOf(text: string, most = MOST_PAIRS): readonly string[] {
  const found = new Set<string>();
  for (const [part] of text.normalize('NFKC').toLowerCase().matchAll(run)) {
    for (const piece of part.split(/(\p{Script=Han}+)/u)) {
      for (const term of /^\p{Script=Han}/u.test(piece) ? han(piece) : [piece.slice(0, 32)]) {
        if (term !== '') found.add(term);
        if (found.size >= most) return [...found];
      }
    }
  }
  return [...found];
}

function han(piece: string): readonly string[] {
  const characters = Array.from(piece);
  return characters.slice(1).flatMap((next, index) => {
    const first = characters[index] ?? '';
    return FILLERS.has(first) || FILLERS.has(next) ? [] : [first + next];
  });
}

/** One spelling of a place: without spaces and signs. '' when too little is said to be a place of its own. */
export function placeKey(place: string): string {
  const key = place
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
  return Array.from(key).length < 3 ? '' : key;
}

export type Matter = {
  readonly title: string;
  readonly text: string;
  readonly place: string;
};

/** The words by which a matter is known, title and place first. */
export const pairsOfMatter = ({ title, place, text }: Matter): readonly string[] =>
  pairsOf(`${title}\n${place}\n${text.slice(0, TEXT_READ)}`);

/** Every term of a ticket in the store's index, each with the letter of its kind before it. */
export function termsOf(matter: Matter, numbers: readonly string[]): readonly string[] {
  const place = placeKey(matter.place);
  return [
    ...new Set([
      ...numbers.filter((number) => number !== '').map((number) => `n${number}`),
      ...(place === '' ? [] : [`p${place.slice(0, 64)}`]),
      ...pairsOfMatter(matter).map((pair) => `t${pair}`),
    ]),
  ];
}
