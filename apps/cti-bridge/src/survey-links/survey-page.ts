/** 满意度评价页: one question, five buttons, for any telephone's browser: no script, nothing loaded, no personal data. */
import { createHash } from 'node:crypto';

export type PageState = 'question' | 'thanks' | 'over';
export type PageLanguage = 'zh-CN' | 'en';

const words = {
  'zh-CN': {
    title: '12345热线满意度评价',
    question: '您对刚才的热线服务满意吗？',
    thanks: '已收到，谢谢您的评价。',
    over: '这个评价链接无效，或已过期。',
    scores: { 5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意' },
  },
  en: {
    title: '12345 hotline: your opinion',
    question: 'How satisfied are you with the call you just had?',
    thanks: 'Received. Thank you.',
    over: 'This link is not valid, or not any more.',
    scores: {
      5: 'Very satisfied',
      4: 'Satisfied',
      3: 'Fairly satisfied',
      2: 'Dissatisfied',
      1: 'Very dissatisfied',
    },
  },
} as const;

const style = `:root{color-scheme:light dark}
body{margin:0 auto;max-width:26rem;padding:2rem 1.25rem;font:1.125rem/1.5 system-ui,sans-serif}
h1{font-size:1.375rem;line-height:1.35}
form{display:grid;gap:.75rem}
button{min-height:3.25rem;border:1px solid GrayText;border-radius:.5rem;font:inherit;color:inherit;background:transparent}
button:focus-visible{outline:3px solid Highlight;outline-offset:2px}`;
const styleHash = createHash('sha256').update(style).digest('base64');

export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`;

/** Of `Accept-Language`: Chinese unless English is asked for first. */
export const pageLanguage = (header: string | undefined): PageLanguage =>
  /^\s*en\b/i.test(header ?? '') ? 'en' : 'zh-CN';

/** The form posts to where the page is. */
export function surveyPage(state: PageState, language: PageLanguage): string {
  const { title, scores, ...texts } = words[language];
  const buttons = ([5, 4, 3, 2, 1] as const)
    .map((score) => `<button name="score" value="${score}">${scores[score]}</button>`)
    .join('');
  const form = state === 'question' ? `<form method="post">${buttons}</form>` : '';
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${style}</style></head><body><main><h1>${texts[state]}</h1>${form}</main></body></html>`;
}
