import { assertNever } from '@hotline/domain/result';
import { CallBar, callStatus } from '@hotline/ui';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useDeskState, useTold } from '../app/desk-context.tsx';
import type { Remark } from '../app/desk-core.ts';
import { keyTexts } from '../keys/keymap.ts';
import { runAction } from '../keys/run-action.ts';
import { unacknowledged } from '../phone/call-controls.ts';
import {
  directCall,
  notice,
  phoneControls,
  phoneTrouble,
  shownSeat,
} from '../phone/softphone-view.ts';
import { useNow } from './use-now.ts';
import { useTargetName } from './target-name.ts';
import { useMay } from './use-may.ts';

export function CallBarRegion(): ReactNode {
  const { t } = useTranslation();
  const desk = useDesk();
  const may = useMay();
  const targetName = useTargetName();
  const data = useTold('seat', 'hotline', 'call', 'waiting');
  const phase = useDeskState(({ link }) => link.phase);
  const phone = useDeskState((state) => state.phone);
  const phoneSince = useDeskState((state) => state.phoneSince);
  const armed = useDeskState((state) => state.armed);
  const quality = useDeskState((state) => state.quality);
  const ringBlocked = useDeskState((state) => state.ringBlocked);
  const remark = useDeskState((state) => state.remark);
  const heldSince = useDeskState((state) => state.heldSince);
  const readAt = useDeskState((state) => state.troubleReadAt);
  const leaveAsked = useDeskState((state) => state.leaveAsked);
  const aside = useDeskState((state) => state.aside);
  const emergency = useDeskState((state) => state.emergency);
  // A trouble is told for a while: looked at again every few seconds.
  const now = useNow(5_000);
  const waiting = useMemo(
    () => ({
      count: data?.waiting.length ?? 0,
      longestSince:
        data?.waiting.reduce<number | null>(
          (least, call) => (least === null ? call.queuedAt : Math.min(least, call.queuedAt)),
          null,
        ) ?? null,
    }),
    [data?.waiting],
  );
  if (data === null) return null;
  const call = data.call?.state === 'ended' ? null : data.call;
  const direct = directCall(phone.call, call);
  const trouble = phoneTrouble(phone);
  return (
    <CallBar
      seat={shownSeat(data.seat, phase.kind === 'live', phone.call, direct, phoneSince)}
      hotline={data.hotline}
      trouble={trouble}
      notice={notice(phase, data.hotline.pbx, trouble, ringBlocked, phone.microphone)}
      remark={remark === null ? null : remarkWords(remark)}
      // What is on the phone goes before a call that the bridge spoke of earlier.
      call={direct === null ? call : null}
      status={call === null ? null : callStatus(call, data.seat.seatId, now, readAt)}
      heldSince={heldSince}
      leaveAsked={leaveAsked !== null && leaveAsked === call?.callId}
      direct={direct}
      waiting={waiting}
      phone={phoneControls(phone, call, armed !== null && armed === call?.callId, phase)}
      controls={{
        canHold: may('hold') || may('retrieve'),
        held: call?.held === true,
        // Before an acknowledgement the key asks first.
        canLeave:
          may('leave') || (phase.kind === 'live' && unacknowledged(call)?.state === 'answered'),
        canTakeBack: may('cancel') || may('drop'),
        transferOpen: aside === 'transfer',
        emergencyOpen: emergency.kind !== 'closed',
      }}
      quality={quality}
      targetName={targetName}
      keyText={keyTexts}
      onWish={desk.wish}
      onKey={(key) => runAction(desk, key)}
      onTroubleRead={desk.dismissTrouble}
    />
  );
  function remarkWords(said: Remark): string {
    switch (said.kind) {
      case 'gone':
        return t(`gone.${said.why}`);
      case 'refusal':
        return t(`refusal.${said.code}`);
      case 'hand-without-call':
        return t('leaderDesk.hand.noCall');
      case 'close-held':
        return t('notice.closeHeld');
      case 'device-gone':
        return t('notice.deviceGone');
      case 'device-back':
        return t('notice.deviceBack');
      default:
        return assertNever(said);
    }
  }
}
