import { CallerCard, Empty, named, Panel, RecentCalls } from '@hotline/ui';
import { useCallback, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useDeskState } from '../app/desk-context.tsx';
import { keyTexts } from '../keys/keymap.ts';
import { callShown } from '../phone/softphone-view.ts';
import { useDialHindrance } from './transfer-region.tsx';
import styles from './workbench.module.css';

/** Left column: who is calling, or while nobody does, who called today. */
export function CallerRegion(): ReactNode {
  const { t, i18n } = useTranslation();
  const desk = useDesk();
  const call = useDeskState(callShown);
  const kinds = useDeskState(({ link }) => link.data?.hotline.ticketKinds);
  const recent = useDeskState(({ link }) => link.data?.myDay.recentCalls);
  const revealed = useDeskState((state) => state.revealed);
  const canDial = useDialHindrance() === null;
  const kindName = useCallback(
    (id: string) => {
      const kind = kinds?.find((each) => each.id === id);
      return kind === undefined ? id : named(kind, i18n.language);
    },
    [kinds, i18n.language],
  );
  return (
    <div className={styles['column']}>
      <Panel title={t('caller.region')} grows>
        {call === null ? (
          <>
            <Empty>{t('caller.idleMore')}</Empty>
            <h3 className={styles['sub']}>{t('caller.recent')}</h3>
            <RecentCalls
              calls={recent ?? []}
              present={null}
              onCallBack={canDial ? desk.callBack : null}
            />
          </>
        ) : (
          <CallerCard
            call={call}
            number={revealed?.callId === call.callId ? revealed.number : null}
            kindName={kindName}
            revealKey={keyTexts.reveal}
            onReveal={() => void desk.reveal()}
            onConceal={desk.conceal}
            onCallBack={canDial ? desk.callBack : null}
          />
        )}
      </Panel>
    </div>
  );
}
