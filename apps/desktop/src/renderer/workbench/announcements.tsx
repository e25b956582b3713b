import { Announcer, callStatus, seatFace } from '@hotline/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskState } from '../app/desk-context.tsx';
import { calling, callShown, phoneTrouble } from '../phone/softphone-view.ts';
import { useTargetName } from './target-name.ts';
import { useNow } from './use-now.ts';

/** Spoken: ringing and emergencies at once; the seat's state, the call's and the waiting calls when there is time. */
export function Announcements(): ReactNode {
  const { t } = useTranslation();
  const targetName = useTargetName();
  const caller = useDeskState(calling);
  const call = useDeskState(callShown);
  const ringing = useDeskState(({ phone }) => phone.call.kind === 'ringing');
  const emergency = useDeskState((state) => state.emergency.kind);
  const seat = useDeskState(({ link }) => link.data?.seat ?? null);
  const trouble = useDeskState(({ phone }) => phoneTrouble(phone));
  const waiting = useDeskState(({ link }) => link.data?.waiting.length ?? 0);
  const now = useNow(5_000);
  const state = seat === null ? '' : t(`state.${seatFace(seat, trouble).kind}`);
  return (
    <Announcer
      urgent={urgent()}
      polite={`${t('live.state', { state })} ${ofCall()} ${t('waiting.live', { n: waiting })}`}
    />
  );

  function urgent(): string {
    if (ringing)
      return t('live.ringing', {
        number: caller?.numberMasked ?? t('bar.unknownNumber'),
        place: caller?.place ?? t('bar.placeUnknown'),
      });
    if (emergency === 'choosing') return t('live.emergencyChoose');
    const one = call?.emergencies.at(-1);
    return one === undefined
      ? ''
      : t('live.emergency', {
          target: targetName(one.targetId),
          state: t(`emergency.state.${one.state}`),
        });
  }

  function ofCall(): string {
    const status = call === null ? null : callStatus(call, seat?.seatId ?? '', now, null);
    switch (status?.kind) {
      case 'trouble': {
        const { code, who } = status.trouble;
        const words = t(`trouble.${code}`, { who: targetName(who) || t('trouble.somebody') });
        return `${words}。${t(`trouble.after.${code}`)}`;
      }
      case 'held':
        return t('call.held');
      case 'released':
        return t('call.released');
      case 'absent':
        return t('call.absent');
      default:
        return '';
    }
  }
}
