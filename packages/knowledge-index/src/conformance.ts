/**
 * What every way of finding knowledge must do, as steps any runner can play: the seat's own copy and the bridge's search
 * for a seat in a browser. A step throws when the search is wrong.
 */
import {
  articleContent,
  type Article,
  type KnowledgePage,
  type KnowledgeQuery,
} from '@hotline/domain/knowledge';

export type KnowledgeUnderTest = {
  /** Puts these articles in use, and nothing else. */
  readonly given: (articles: readonly Article[]) => Promise<void>;
  readonly search: (query: KnowledgeQuery) => Promise<readonly Article[]>;
};

type Draft = { readonly id: string; readonly title: string } & Readonly<Record<string, unknown>>;
const made = ({ id, ...content }: Draft): Article => ({
  id,
  version: 1,
  content: articleContent.parse({ answer: '请咨询来源单位。', unit: '市政务服务中心', ...content }),
});

export const pageOf = (articles: readonly Article[], library = 'test'): KnowledgePage => ({
  library,
  upTo: articles.length,
  left: 0,
  articles: [...articles],
  gone: [],
});

const articles: readonly Article[] = [
  made({ id: 'water', title: '停水怎么报修', category: '030101', keywords: ['没水', '水压低'] }),
  made({ id: 'power', title: '停电报修', category: '030201', keywords: ['跳闸'] }),
  made({
    id: 'card',
    title: '社保卡补办',
    category: '010105',
    answer: '到社保卡服务银行网点补办，拨打12333查询。ETC不受影响。',
  }),
  made({ id: 'card-old', title: '社保卡', category: '010105', validTo: '2025-12-31' }),
  made({ id: 'card-soon', title: '社保卡新办', category: '010105', validFrom: '2027-01-01' }),
  made({ id: 'noise', title: '施工噪声投诉', region: '樊城区', category: '020401' }),
  made({ id: 'noise-xc', title: '施工噪声投诉', region: '襄城区', category: '020401' }),
  made({ id: 'rare', title: '𠮷野家与㐂字招牌', keywords: ['𰻝𰻝面'] }),
  made({ id: 'fund', title: '公积金提取', answer: '停水停电不影响办理。' }),
];

export const ask = (text: string, more: Partial<KnowledgeQuery> = {}): KnowledgeQuery => ({
  text,
  category: '',
  place: '',
  today: '2026-11-25',
  limit: 10,
  ...more,
});

const finds = (
  text: string,
  ids: readonly string[],
  more: Partial<KnowledgeQuery> = {},
): ((under: KnowledgeUnderTest) => Promise<void>) => {
  return async ({ given, search }) => {
    await given(articles);
    const found = (await search(ask(text, more))).map(({ id }) => id);
    if (
      JSON.stringify(found.slice(0, ids.length)) !== JSON.stringify(ids) ||
      (ids.length === 0 && found.length > 0)
    ) {
      throw new Error(
        `${JSON.stringify(text)}: expected ${ids.join()} first, found ${found.join()}`,
      );
    }
  };
};

export const knowledgeConformance: Readonly<
  Record<string, (under: KnowledgeUnderTest) => Promise<void>>
> = {
  'two characters, title before answer': finds('停水', ['water', 'fund']),
  'one character': finds('卡', ['card']),
  'a keyword': finds('跳闸', ['power']),
  'a whole question': finds('我家从昨天晚上开始停水了，请问怎么报修？', ['water']),
  initials: finds('sbk', ['card']),
  'initials from inside': finds('gztq', []),
  pinyin: finds('gongjijin', ['fund']),
  'pinyin half typed': finds('shigongz', ['noise']),
  'pinyin beside Chinese': finds('bx 停电', ['power']),
  'letters and figures in the answer': finds('ETC', ['card']),
  'a number': finds('12333', ['card']),
  'full-width letters': finds('ＥＴＣ', ['card']),
  'the one in force before the one that ended and the one to come': finds('社保卡', [
    'card',
    'card-old',
  ]),
  'expired only is still found': finds('社保卡', ['card'], { today: '2026-11-25', limit: 1 }),
  'the caller’s district first': finds('施工噪声', ['noise-xc', 'noise'], {
    place: '襄城区檀溪路',
  }),
  'the other district': finds('施工噪声', ['noise', 'noise-xc'], { place: '樊城长虹路' }),
  'an unknown district changes nothing': finds('停水', ['water'], { place: '火星第三大街' }),
  'the category alone': finds('', ['water'], { category: '030101' }),
  'the category decides between likes': finds('报修', ['power'], { category: '030201' }),
  'rare characters': finds('𠮷野家', ['rare']),
  'one rare character': finds('㐂', ['rare']),
  'characters later than SQLite’s tables': finds('𰻝𰻝面', ['rare']),
  'nothing of nothing': finds('', []),
  'nothing of an emoji': finds('🙏🙏', []),
  'nothing of marks': finds('"*():-^+', []),
  'nothing that is not there': finds('火葬补贴', []),
  'quotation marks are no syntax': finds('"停水"', ['water']),
  'a star is no syntax': finds('停水*', ['water']),
  'an open bracket is no syntax': finds('(停水', ['water']),
  'NEAR is no syntax': finds('NEAR(停水, 2)', ['water']),
  'a column is no syntax': finds('title:停水', ['water']),
  'AND and NOT are no syntax': finds('停水 AND NOT 报修', ['water']),
  'a quotation mark inside a word': finds('停水"; DROP TABLE article; --', ['water']),
  'a whole page of text': finds(`${'今天天气很好。'.repeat(130)}停水报修`, ['water']),
};
