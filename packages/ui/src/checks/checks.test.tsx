// @vitest-environment happy-dom
import type { Scoring, WholeCalibration, WholeReview } from '@hotline/domain/quality';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { renderDesk } from '../testing/render.tsx';
import { CalibrationPage } from './calibration-page.tsx';
import { ReviewPage, type ReviewDeed } from './review-page.tsx';
import { ScoreSheet } from './score-sheet.tsx';

afterEach(cleanup);

const sheet = {
  version: '1',
  passAt: 8,
  items: [
    { id: 'manner', zh: '态度', en: 'Manner', points: 10, fatal: false },
    { id: 'rude', zh: '辱骂', en: 'Abuse', points: 0, fatal: true },
  ],
};
const scoring: Scoring = { points: { manner: 8 }, fatal: [], comments: [] };
const quiet = { at: 61_000, onSeek: () => undefined };

function sheetOf(given: Scoring) {
  const onChange = vi.fn<(scoring: Scoring) => void>();
  return {
    onChange,
    shown: renderDesk(<ScoreSheet {...quiet} sheet={sheet} scoring={given} onChange={onChange} />),
  };
}

it.each([
  ['合格', scoring],
  ['不合格', { ...scoring, points: { manner: 7 } }],
  ['一票否决', { ...scoring, fatal: ['rude'] }],
  ['还有 1 项未评', { ...scoring, points: {} }],
])('a sheet says %s', async (words, given) => {
  await sheetOf(given).shown;
  expect(screen.getByTestId('score-sheet').querySelector('strong')?.textContent).toContain(words);
});

it('takes points, full points, a fatal item, and a comment where it plays', async () => {
  const { onChange, shown } = sheetOf(scoring);
  await shown;
  await userEvent.click(screen.getByRole('button', { name: '态度给满分' }));
  expect(onChange).toHaveBeenLastCalledWith({ ...scoring, points: { manner: 10 } });
  await userEvent.click(screen.getByRole('checkbox', { name: '辱骂' }));
  expect(onChange).toHaveBeenLastCalledWith({ ...scoring, fatal: ['rude'] });
  await userEvent.type(screen.getByRole('textbox', { name: '评语' }), '语气生硬{Enter}');
  const comments = [{ at: 61_000, text: '语气生硬' }];
  expect(onChange).toHaveBeenLastCalledWith({ ...scoring, comments });
});

const review: WholeReview = {
  id: 7,
  version: 3,
  callId: 'c1',
  seatId: '1001',
  person: 'agent',
  personName: '话务员',
  callAt: 1,
  talkMs: 1,
  rule: 'any',
  state: 'published',
  checkerName: '班长',
  score: null,
  changedAt: 1,
  sheet,
  scoring,
  before: null,
  appealUntil: 2,
  history: [{ at: 1, name: null, kind: 'expire', words: '' }],
  steps: ['accept', 'appeal'],
  mayHear: true,
};

async function page(over: Partial<WholeReview>, why = '') {
  const onDeed = vi.fn<(deed: ReviewDeed) => void>();
  await renderDesk(
    <ReviewPage
      {...quiet}
      review={{ ...review, ...over }}
      scoring={null}
      why={why}
      isSending={false}
      refusal={null}
      saveKey="Ctrl+Enter"
      onScoring={() => undefined}
      onWhy={() => undefined}
      onDeed={onDeed}
      onBack={() => undefined}
      onCalibrate={null}
    />,
  );
  return onDeed;
}
const key = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

it('an agent reads the sheet, and appeals with a reason only', async () => {
  await page({});
  expect(screen.queryByRole('spinbutton')).toBeNull();
  expect(key('申诉').disabled).toBe(true);
  expect(key('确认结果').disabled).toBe(false);
});
it('an appeal with its reason goes', async () => {
  const onDeed = await page({}, '市民先挂断');
  await userEvent.click(key('申诉'));
  expect(onDeed).toHaveBeenCalledWith('appeal');
});
it('another one’s draft is not shown', async () => {
  await page({ state: 'drafted', scoring: null, steps: [], appealUntil: null });
  expect(screen.queryByTestId('score-sheet')).toBeNull();
  expect(screen.getByText(/班长正在评分/)).toBeTruthy();
});

const none = (): void => undefined;

it('a shown calibration tells each difference', async () => {
  const people = ['one', 'two'].map((person) => ({ person, name: person, hasScored: true }));
  const calibration: WholeCalibration = {
    id: 1,
    callId: 'c1',
    seatId: '1001',
    begunAt: 1,
    begunByName: 'one',
    checkers: people,
    isShown: true,
    sheet,
    scorings: [
      { checker: 'one', scoring },
      { checker: 'two', scoring: { ...scoring, points: { manner: 5 }, fatal: ['rude'] } },
    ],
    mayScore: false,
    mayShow: false,
  };
  await renderDesk(
    <CalibrationPage
      {...{ ...quiet, calibration, self: 'one', scoring: null, isSending: false, refusal: null }}
      {...{ saveKey: '', onScoring: none, onSend: none, onShow: none, onBack: none }}
    />,
  );
  const cells = within(screen.getByTestId('comparison'))
    .getAllByRole('cell')
    .map(({ textContent }) => textContent);
  expect(cells).toEqual(['8', '5', '3', '无', '有', '不一致', '8', '0', '8']);
});
