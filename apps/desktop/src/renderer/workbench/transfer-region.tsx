import { DialPanel, TransferPanel } from '@hotline/ui';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useDeskState, useDrafts, useSettings, useTold } from '../app/desk-context.tsx';
import { keyTexts } from '../keys/keymap.ts';
import { runAction } from '../keys/run-action.ts';
import { callShown } from '../phone/softphone-view.ts';
import { useMay } from './use-may.ts';

export function TransferRegion(): ReactNode {
  const desk = useDesk();
  const may = useMay();
  const call = useDeskState(callShown);
  const data = useTold('hotline', 'seat', 'availability', 'parked');
  const favourites = useSettings((settings) => settings.favourites);
  const items = useDrafts((state) => state.items);
  const draft = useMemo(() => {
    const ofCall = Object.values(items).find(
      (each) => each.draft.callId !== null && each.draft.callId === call?.callId,
    )?.draft;
    return {
      hasTitle: (ofCall?.title.trim() ?? '') !== '',
      textLength: ofCall?.text.trim().length ?? 0,
    };
  }, [items, call?.callId]);
  const transferTo = useDeskState((state) => state.transferTo);
  if (data === null) return null;
  const { hotline, seat } = data;
  return (
    <TransferPanel
      // One does not transfer to oneself.
      key={transferTo}
      firstQuery={transferTo}
      entries={hotline.directory.filter((entry) => entry.seat !== seat.seatId)}
      availability={data.availability}
      favourites={favourites}
      skills={hotline.skills}
      call={call}
      may={may}
      draft={draft}
      parked={data.parked}
      keyText={keyTexts}
      onInvite={(wanted) => void desk.invite(wanted)}
      onPark={desk.park}
      onTake={desk.take}
      onDial={(number) => void desk.dial(number)}
      onFavourite={(id) =>
        desk.changeSettings({
          favourites: favourites.includes(id)
            ? favourites.filter((each) => each !== id)
            : [...favourites, id],
        })
      }
      onRoomKey={(key) => runAction(desk, key)}
      onDtmf={desk.dtmf}
      onClose={desk.closeAside}
    />
  );
}

export function DialRegion(): ReactNode {
  const desk = useDesk();
  const hindrance = useDialHindrance();
  const dialled = useDeskState((state) => state.dialled);
  const data = useTold('myDay', 'call');
  if (data === null) return null;
  return (
    <DialPanel
      hindrance={hindrance}
      dialled={dialled}
      recent={data.myDay.recentCalls}
      presentCall={data.call?.callId ?? null}
      keyText={keyTexts.dial}
      onDial={(number) => void desk.dial(number)}
      onCallBack={desk.callBack}
      onClose={desk.closeAside}
    />
  );
}

/** Why nothing can be dialled now, in words; null: it can. */
export function useDialHindrance(): string | null {
  const { t } = useTranslation();
  const live = useDeskState(({ link }) => link.phase.kind === 'live');
  const activity = useDeskState(({ link }) => link.data?.seat.activity.kind);
  const call = useDeskState(({ link }) => link.data?.call ?? null);
  const onPhone = useDeskState(({ phone }) => phone.call.kind !== 'none');
  if (!live) return t('dial.away');
  if (onPhone || (call !== null && call.state !== 'wrapping')) return t('dial.inCall');
  const can = activity === 'ready' || activity === 'busy' || activity === 'wrapping';
  return can || activity === 'rest' ? null : t('dial.notReady');
}
