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
  const result = answerReport({ kind, unit: '市人社局', isAnswered }, answer, by);
  expect(result.ok ? 'ok' : result.error.code).toBe(said);
});

test('a note of spaces is no reason', () => {
  expect(reportAnswer.parse({ how: 'unchanged', note: '  ' }).note).toBe('');
});

test.each<[string, string | null, readonly string[] | undefined, string]>([
  ['their own unit’s', '市人社局', ['市人力资源和社会保障局', '市人社局'], 'ok'],
  ['another unit’s', '市公安局', ['市人社局'], 'not-allowed'],
  ['nobody’s', null, ['市人社局'], 'not-allowed'],
  ['of no unit', '市人社局', undefined, 'not-allowed'],
])('a unit’s clerk answers %s: %s', (_, unit, unitNames, said) => {
  const clerk: Editor = {
    person: 'c',
    role: 'office',
    ...(unitNames === undefined ? {} : { unitNames }),
  };
  const report = { kind: 'wrong', unit, isAnswered: false } as const;
  const result = answerReport(report, { how: 'corrected', note: '' }, clerk);
  expect(result.ok ? 'ok' : result.error.code).toBe(said);
});
