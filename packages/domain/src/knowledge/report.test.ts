import { expect, test } from 'vitest';
import { answerReport, reportAnswer, type KnowledgeReport, type ReportAnswer } from './report.ts';
import type { Editor } from './record.ts';

const specialist: Editor = { person: 's', role: 'specialist' };
const agent: Editor = { person: 'a', role: 'agent' };

test.each<[string, KnowledgeReport['kind'], boolean, ReportAnswer, Editor, string]>([
  ['corrected', 'wrong', false, { how: 'corrected', note: '' }, specialist, 'ok'],
  ['added', 'not-found', false, { how: 'added', note: '' }, specialist, 'ok'],
  [
    'left as it is, with why',
    'wrong',
    false,
    { how: 'unchanged', note: '文件未变' },
    specialist,
    'ok',
  ],
  [
    'left as it is without a word',
    'wrong',
    false,
    { how: 'unchanged', note: '' },
    specialist,
    'reason-missing',
  ],
  [
    'what is missing is not corrected',
    'not-found',
    false,
    { how: 'corrected', note: '' },
    specialist,
    'wrong-answer',
  ],
  [
    'what is there is not added',
    'wrong',
    false,
    { how: 'added', note: '' },
    specialist,
    'wrong-answer',
  ],
  ['twice', 'wrong', true, { how: 'corrected', note: '' }, specialist, 'answered-already'],
  ['by who reports', 'wrong', false, { how: 'corrected', note: '' }, agent, 'not-allowed'],
])('%s', (_, kind, isAnswered, answer, by, said) => {
  const result = answerReport({ kind, isAnswered }, answer, by);
  expect(result.ok ? 'ok' : result.error.code).toBe(said);
});

test('a note of spaces is no reason', () => {
  expect(reportAnswer.parse({ how: 'unchanged', note: '  ' }).note).toBe('');
});
