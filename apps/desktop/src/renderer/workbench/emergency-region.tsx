import type { CallView } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import { EmergencyPanel, SealedPrint, type EmergencyStage } from '@hotline/ui';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useDeskState, useDrafts, useTold } from '../app/desk-context.tsx';
import { HELD_BACK_MS, type EmergencyScreen } from '../emergency/emergency-screen.ts';
import { keyTexts } from '../keys/keymap.ts';
import { callShown } from '../phone/softphone-view.ts';
import { useMay } from './use-may.ts';

/** 应急移交 beside the draft. The caret goes back to where it was as soon as the choice is made. */
export function EmergencyRegion(): ReactNode {
  const { t } = useTranslation();
  const desk = useDesk();
  const may = useMay();
  const screen = useDeskState((state) => state.emergency);
  const call = useDeskState(callShown);
  const data = useTold('hotline', 'call');
  const phone = useDeskState((state) => state.phone.call);
  const revealed = useDeskState((state) => state.revealed);
  const items = useDrafts((state) => state.items);
  const choosing = screen.kind === 'choosing' || screen.kind === 'holding';
  useEffect(() => {
    if (!choosing) return undefined;
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [choosing]);
  if (data === null || screen.kind === 'closed') return null;
  const callId = 'callId' in screen ? screen.callId : (call?.callId ?? '');
  const draft = Object.values(items).find((each) => each.draft.callId === callId)?.draft;
  const masked = call?.caller.numberMasked ?? (phone.kind === 'ringing' ? phone.from : '');
  return (
    <EmergencyPanel
      stage={stageOf(screen)}
      targets={data.hotline.emergencyTargets}
      selfTest={data.hotline.selfTest}
      call={call}
      number={revealed !== null && revealed.callId === callId ? revealed.number : masked}
      matter={{ title: draft?.title ?? '', place: draft?.place ?? call?.caller.place ?? '' }}
      mayLeave={may('leave')}
      keyText={{ ...keyTexts, print: 'Ctrl+P' }}
      onChoose={desk.emergencyChoose}
      onEscape={desk.emergencyEscape}
      onPutAway={desk.emergencyKey}
      onAnother={desk.emergencyAnother}
      onAcknowledge={desk.acknowledge}
      onLeave={() => void desk.leave()}
      onPrint={() => void desk.printSealed()}
    />
  );

  function stageOf(now: Exclude<EmergencyScreen, { kind: 'closed' }>): EmergencyStage {
    switch (now.kind) {
      case 'explaining':
      case 'sending':
      case 'by-phone':
        return now;
      case 'choosing':
        return {
          kind: 'choosing',
          way: now.way,
          failed: now.failed === null ? null : t(`refusal.${now.failed}`),
        };
      case 'holding':
        return { ...now, totalMs: HELD_BACK_MS };
      case 'line':
        return { kind: 'line', one: caseOf(data?.call ?? null, now.caseId) };
      default:
        return assertNever(now);
    }
  }
}

const caseOf = (call: CallView | null, caseId: string) =>
  call?.emergencies.find((each) => each.caseId === caseId) ?? null;

/** Only on paper. */
export function SealedPrintRegion(): ReactNode {
  const sealed = useDeskState((state) => state.sealed);
  const call = useDeskState(({ link }) => link.data?.call ?? null);
  const name = useDeskState(({ link }) => link.data?.hotline.name ?? '');
  const seat = useDeskState(({ link }) => link.data?.seat ?? null);
  if (sealed === null) return null;
  return (
    <SealedPrint
      hotlineName={name}
      call={call?.callId === sealed.callId ? call : null}
      callId={sealed.callId}
      printedAt={sealed.at}
      printedBy={seat === null ? '' : `${seat.personName} ${seat.seatId}`}
      entries={sealed.entries}
    />
  );
}
