import type { CallView, HotlineView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../call-bar/key-button.tsx';
import { Elapsed } from '../time/elapsed.tsx';
import { named } from '../words/named.ts';
import styles from './brief-board.module.css';

export type BriefBoardProps = {
  readonly call: CallView;
  readonly skills: HotlineView['skills'];
  readonly muted: boolean;
  readonly canLeave: boolean;
  readonly canMute: boolean;
  readonly keyText: Readonly<Record<'leave' | 'mute', string>>;
  readonly onLeave: () => void;
  readonly onMute: () => void;
};

/** For whoever was brought in: why, in which language, and what the first seat has written so far. To read, not to change. */
export function BriefBoard(props: BriefBoardProps): ReactNode {
  const { t, i18n } = useTranslation();
  const { call } = props;
  const { brief } = call;
  const own = call.legs.find((leg) => leg.purpose !== null);
  const skill = props.skills.find(({ id }) => id === brief?.language);
  const language = skill === undefined ? (brief?.language ?? null) : named(skill, i18n.language);
  return (
    <article className={styles['board']} data-testid="brief">
      <header className={styles['head']} data-tone="primary">
        <span>
          <h2>
            {t('guest.title', { seat: call.ownerSeat ?? '–' })}
            {own?.purpose !== null && own !== undefined && (
              <small>{t(`guest.as.${own.purpose}`)}</small>
            )}
          </h2>
          <p>{t('guest.what')}</p>
        </span>
        {call.answeredAt !== null && (
          <span className={styles['time']}>
            <Elapsed since={own?.since ?? call.answeredAt} label={t('guest.since')} />
          </span>
        )}
      </header>
      <dl className={styles['why']}>
        {language !== null && (
          <>
            <dt>{t('guest.language')}</dt>
            <dd>
              <b className={styles['language']} data-tone="violet">
                {language}
              </b>
            </dd>
          </>
        )}
        <dt>{t('guest.reason')}</dt>
        <dd className={styles['reason']}>{brief?.reason || t('guest.noReason')}</dd>
        <dt>{t('draft.title')}</dt>
        <dd>
          <b>{brief?.title || t('guest.noTitle')}</b>
        </dd>
      </dl>
      <section className={styles['text']} aria-label={t('draft.text')}>
        {brief?.text ? brief.text : <span className={styles['none']}>{t('guest.noText')}</span>}
      </section>
      <footer className={styles['foot']}>
        <KeyButton
          label={t('call.leave')}
          keyText={props.keyText.leave}
          tone="primary"
          strong
          disabled={!props.canLeave}
          onPress={props.onLeave}
        />
        <KeyButton
          label={t('bar.mute')}
          keyText={props.keyText.mute}
          tone="warn"
          pressed={props.muted}
          disabled={!props.canMute}
          onPress={props.onMute}
        />
        <small>{t('guest.leaveMore')}</small>
      </footer>
    </article>
  );
}
