import { Announcer, seatFace } from '@hotline/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskState } from '../app/desk-context.tsx';
import { calling, phoneTrouble } from '../phone/softphone-view.ts';

/** Spoken: ringing at once, the seat's state and the number of waiting calls when there is time. */
export function Announcements(): ReactNode {
  const { t } = useTranslation();
  const caller = useDeskState(calling);
  const ringing = useDeskState(({ phone }) => phone.call.kind === 'ringing');
  const seat = useDeskState(({ link }) => link.data?.seat ?? null);
  const trouble = useDeskState(({ phone }) => phoneTrouble(phone));
  const waiting = useDeskState(({ link }) => link.data?.waiting.length ?? 0);
  const state = seat === null ? '' : t(`state.${seatFace(seat, trouble).kind}`);
  return (
    <Announcer
      urgent={
        ringing
          ? t('live.ringing', {
              number: caller?.numberMasked ?? t('bar.unknownNumber'),
              place: caller?.place ?? t('bar.placeUnknown'),
            })
          : ''
      }
      polite={`${t('live.state', { state })} ${t('waiting.live', { n: waiting })}`}
    />
  );
}
