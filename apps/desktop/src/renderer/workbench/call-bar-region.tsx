import { assertNever } from '@hotline/domain/result';
import { CallBar } from '@hotline/ui';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useDeskState } from '../app/desk-context.tsx';
import type { Remark } from '../app/desk-core.ts';
import { chordText, defaultKeymap } from '../keys/keymap.ts';
import {
  directCall,
  notice,
  phoneControls,
  phoneTrouble,
  shownSeat,
} from '../phone/softphone-view.ts';

const keyText = {
  answer: chordText(defaultKeymap.answer),
  reject: chordText(defaultKeymap.reject),
  hangUp: chordText(defaultKeymap.hangUp),
  mute: chordText(defaultKeymap.mute),
  finishWrap: chordText(defaultKeymap.finishWrap),
  extendWrap: chordText(defaultKeymap.extendWrap),
  toggleReady: chordText(defaultKeymap.toggleReady),
  settings: chordText(defaultKeymap.settings),
};

export function CallBarRegion({ onSettings }: { readonly onSettings: () => void }): ReactNode {
  const { t } = useTranslation();
  const desk = useDesk();
  const data = useDeskState(({ link }) => link.data);
  const phase = useDeskState(({ link }) => link.phase);
  const phone = useDeskState((state) => state.phone);
  const phoneSince = useDeskState((state) => state.phoneSince);
  const armed = useDeskState((state) => state.armed);
  const quality = useDeskState((state) => state.quality);
  const ringBlocked = useDeskState((state) => state.ringBlocked);
  const remark = useDeskState((state) => state.remark);
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
      direct={direct}
      waiting={waiting}
      phone={phoneControls(phone, call, armed !== null && armed === call?.callId)}
      quality={quality}
      keyText={keyText}
      onWish={desk.wish}
      onKey={(key) => {
        switch (key) {
          case 'answer':
            return desk.answer();
          case 'reject':
            return void desk.reject();
          case 'hangUp':
            return void desk.hangUp();
          case 'mute':
            return desk.toggleMute();
          case 'finishWrap':
            return desk.finishWrap();
          case 'extendWrap':
            return desk.extendWrap();
          case 'settings':
            return onSettings();
          default:
            return assertNever(key);
        }
      }}
    />
  );
  function remarkWords(said: Remark): string {
    switch (said.kind) {
      case 'gone':
        return t(`gone.${said.why}`);
      case 'refusal':
        return t(`refusal.${said.code}`);
      case 'close-held':
        return t('notice.closeHeld');
      default:
        return assertNever(said);
    }
  }
}
