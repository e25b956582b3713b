import { CalibrationList, CalibrationPage, ReviewList, ReviewPage } from '@hotline/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDesk, useDeskState } from '../app/desk-context.tsx';
import { keyTexts } from '../keys/keymap.ts';

const known = [
  'offline',
  'unmarked',
  'misfit',
  'appeal-late',
  'reason-missing',
  'own-call',
  'same-checker',
  'other-checker',
  'not-allowed',
  'wrong-state',
  'no-call',
  'too-few',
] as const;

/** Why the bridge would not, in words; null: it would. */
function useCheckWords(): (code: string | null) => string | null {
  const { t } = useTranslation();
  return (code) => {
    if (code === null) return null;
    if (code === 'conflict') return t('checks.conflict');
    const told = known.find((one) => one === code);
    return told === undefined ? t('checks.refusal.other', { code }) : t(`checks.refusal.${told}`);
  };
}

/** The list of reviews or calibrations that is chosen at the left. */
export function CheckListRegion(): ReactNode {
  const { checks } = useDesk().recordings;
  const words = useCheckWords();
  const state = useStore(checks.state);
  const { section, isReading } = state;
  const failure = words(state.failure);
  if (section === 'recordings') return null;
  if (section === 'calibrations') {
    return (
      <CalibrationList
        calibrations={state.calibrations}
        isReading={isReading}
        failure={failure}
        onOpen={(id) => void checks.openCalibration(id)}
        onRefresh={checks.refresh}
      />
    );
  }
  return (
    <ReviewList
      section={section}
      reviews={state.reviews}
      isReading={isReading}
      hasMore={state.next !== null}
      failure={failure}
      onDraw={section === 'to-check' ? () => void checks.draw() : null}
      drawn={state.drawn}
      onOpen={(id) => void checks.open(id)}
      onMore={checks.more}
      onRefresh={checks.refresh}
    />
  );
}

/** The open review or calibration, beside its recording. */
export function OpenCheckRegion(): ReactNode {
  const { checks, player } = useDesk().recordings;
  const words = useCheckWords();
  const self = useDeskState(({ stage }) => (stage.kind === 'signed-in' ? stage.person.person : ''));
  const at = useStore(player.state, (playing) => (playing.outline === null ? null : playing.at));
  const { open, terms, ...state } = useStore(checks.state);
  if (open === null) return null;
  const both = {
    at,
    scoring: state.scoring,
    isSending: state.isSending,
    refusal: words(state.refusal),
    saveKey: keyTexts.submitTicket,
    onScoring: checks.write,
    onSeek: player.seek,
    onBack: checks.back,
  };
  return open.kind === 'calibration' ? (
    <CalibrationPage
      {...both}
      key={`calibration ${open.calibration.id}`}
      calibration={open.calibration}
      self={self}
      onSend={checks.sendCalibration}
      onShow={() => void checks.showCalibration()}
    />
  ) : (
    <ReviewPage
      {...both}
      key={open.review.id}
      review={open.review}
      why={state.why}
      onWhy={checks.writeWhy}
      onDeed={checks.deed}
      onCalibrate={terms?.mayCheck === true ? () => void checks.calibrate() : null}
    />
  );
}
