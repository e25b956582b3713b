import type { Words } from './index.ts';
import type { knowledgeZhCN } from './knowledge-zh-cn.ts';

export const knowledgeEn: Pick<Words, keyof typeof knowledgeZhCN> = {
  knowledge: {
    title: 'Knowledge',
    find: 'Find knowledge',
    placeholder: 'Chinese, pinyin or initials',
    found: 'What was found',
    fetching: 'Fetching the library, {{n}} to come; what is here can be searched.',
    failed: 'Knowledge cannot be searched just now; the draft is not affected.',
    again: 'Search again',
    nothingAsked:
      'Write in the draft or choose a category and answers come up here; or search above.',
    searching: 'Searching…',
    none: 'Nothing found. Try other words, or report it missing below.',
    putAnswer: 'Put answer in',
    putSteps: 'Put steps in',
    read: 'Read large',
    back: 'Back to the list',
    wrong: 'Wrong',
    wrongNote: 'What is wrong',
    wrongHint: 'What is wrong, e.g. the number is 96310 now',
    wrongSend: 'Report',
    notFound: 'Not what I need',
    sample: 'sample',
    source: 'Source: {{unit}}, version {{version}}',
    until: 'valid until {{day}}',
    validity: { 'not-yet': 'not yet valid', expired: 'expired' },
    openPaper: 'Open the attachment',
    paper: {
      opening: 'Opening the attachment…',
      failed: 'The attachment cannot be opened: it is not here, and the bridge does not give it.',
    },
    report: {
      sending: 'Reporting to the owning unit…',
      sent: 'Reported to the owning unit.',
      failed: 'Not reported; try again later.',
    },
  },
};
