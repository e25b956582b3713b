import type { findZhCN } from './find-zh-cn.ts';
import type { Words } from './index.ts';

export const findEn: Pick<Words, keyof typeof findZhCN> = {
  find: {
    title: 'Find',
    field: 'Find knowledge, tickets, drafts, people and actions',
    placeholder: 'Chinese, pinyin initials, a number',
    results: 'What was found',
    groups: {
      knowledge: 'Knowledge',
      drafts: 'Drafts',
      tickets: 'Tickets',
      people: 'Directory',
      commands: 'Actions',
    },
    nothing: 'Nothing found. Try other words, pinyin initials or a number.',
    hint: '↑↓ choose, Enter opens, Esc closes',
    searchingTickets: 'Looking for tickets…',
    ticketsAway: 'The bridge is away, so tickets cannot be looked for; all else is here.',
    knowledgeFailed: 'Knowledge cannot be searched just now; all else is not affected.',
    draftState: {
      open: 'not submitted',
      parked: 'put aside',
      'to-file': 'to be sent',
      filed: 'filed',
    },
  },
};
