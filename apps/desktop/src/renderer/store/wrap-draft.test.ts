import { emptyDraft } from '@hotline/domain/draft';
import type { WrapDraftReport } from '@hotline/domain/protocol';
import { expect, it } from 'vitest';
import type { DraftStatus } from '../../shared/desk-platform.ts';
import type { DraftItem } from './drafts.ts';
import { wrapDraftOf } from './wrap-draft.ts';

const written = (status: DraftStatus, callId: string | null = 'c', touched = true): DraftItem => ({
  draft: emptyDraft(`d-${status.kind}`, callId),
  status,
  createdAt: 1,
  savedAt: 1,
  save: 'clean',
  fault: null,
  changeNo: 1,
  touched,
  moving: false,
  attempted: false,
  filing: false,
  refusal: null,
  refusedField: null,
  conflict: null,
  over: null,
});
const open: DraftStatus = { kind: 'open' };
const toFile: DraftStatus = { kind: 'to-file', since: 1 };
const filed: DraftStatus = { kind: 'filed', ticketNo: '20261130-000001', at: 1 };
const parked: DraftStatus = { kind: 'parked', reason: 'more-facts', since: 1 };

it.each<[string, DraftItem[], WrapDraftReport | null, WrapDraftReport | null]>([
  ['nothing was written', [], null, { kind: 'none' }],
  ['prefilled only', [written(open, 'c', false)], null, { kind: 'none' }],
  ['written for another call', [written(open, 'x')], null, { kind: 'none' }],
  ['a letter', [written(open, null)], null, { kind: 'none' }],
  ['written', [written(open)], null, { kind: 'open' }],
  ['on its way', [written(toFile)], { kind: 'open' }, { kind: 'open' }],
  ['at the bridge', [written(filed)], { kind: 'open' }, null],
  ['put aside', [written(parked)], { kind: 'open' }, { kind: 'parked', reason: 'more-facts' }],
  ['thrown away', [], { kind: 'open' }, { kind: 'discarded' }],
  ['a second one after the first', [written(filed), written(open)], null, { kind: 'open' }],
])('%s', (_, items, before, expected) => {
  expect(wrapDraftOf(items, 'c', before)).toEqual(expected);
});
