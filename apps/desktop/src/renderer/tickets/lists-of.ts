import type { TicketTerms } from '@hotline/domain/ticket-api';
import type { TicketListName } from '@hotline/ui';

/** What each part works on, the most pressing first; a unit's clerk sees their own unit's, whichever list it is. */
export const listsOf: Readonly<Record<TicketTerms['actor']['role'], readonly TicketListName[]>> = {
  agent: ['mine', 'to-revisit', 'due-soon', 'overdue', 'supervised', 'all'],
  leader: [
    'to-dispatch',
    'to-supervise',
    'overdue',
    'due-soon',
    'supervised',
    'to-revisit',
    'mine',
    'all',
  ],
  dispatcher: ['to-dispatch', 'to-supervise', 'due-soon', 'overdue', 'supervised', 'all'],
  'unit-clerk': ['all', 'due-soon', 'overdue', 'supervised'],
};
