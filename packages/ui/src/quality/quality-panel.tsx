import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AsidePanel } from '../aside/aside-panel.tsx';
import { KeyButton } from '../call-bar/key-button.tsx';
import { Trace } from './trace.tsx';
import styles from './quality-panel.module.css';

type Direction = { readonly lossRatio: number; readonly jitterMs: number };
/** One reading of the audio, both ways; `sent` is what the other end reports of us. */
export type QualitySample = {
  /** By the desk's clock, ms. */
  readonly at: number;
  /** What we hear, 1.0…4.5 (ITU-T G.107). */
  readonly mos: number | null;
  /** The same for what the other end hears of us. */
  readonly sentMos: number | null;
  readonly received: Direction;
  readonly sent: Direction;
  readonly roundTripMs: number | null;
};

export type QualityPanelProps = {
  readonly trail: readonly QualitySample[];
  /** Builds the seat's leg anew, the call goes on; null: not allowed now. */
  readonly onRebuild: (() => void) | null;
  readonly keyText: string;
  readonly onSettings: () => void;
  readonly settingsKey: string;
  readonly onClose: () => void;
};

/** 音质: the last two minutes, what we hear and what the other side hears of us. */
export function QualityPanel(props: QualityPanelProps): ReactNode {
  const { t } = useTranslation();
  const { trail } = props;
  const last = trail.at(-1);
  return (
    <AsidePanel
      name="quality"
      title={t('quality.title')}
      keyText={props.keyText}
      onClose={props.onClose}
    >
      {last === undefined ? (
        <p className={styles['none']}>{t('quality.none')}</p>
      ) : (
        <>
          <p className={styles['verdict']} data-tone={toneOf(last.mos)}>
            <b>{last.mos?.toFixed(1) ?? '–'}</b>
            <span>
              {t(`quality.verdict.${toneOf(last.mos)}`)}
              <small>
                {last.roundTripMs === null
                  ? t('quality.noRoundTrip')
                  : t('quality.roundTrip', { ms: Math.round(last.roundTripMs) })}
              </small>
            </span>
          </p>
          <p className={styles['legend']}>
            <span data-line="received">{t('quality.received')}</span>
            <span data-line="sent">{t('quality.sent')}</span>
          </p>
          <Trace
            title={t('quality.mos')}
            trail={trail}
            lines={{ received: ({ mos }) => mos, sent: ({ sentMos }) => sentMos }}
            range={[1, 4.5]}
            limit={3.6}
            now={{
              received: last.mos?.toFixed(1) ?? '–',
              sent: last.sentMos?.toFixed(1) ?? '–',
            }}
          />
          <Trace
            title={t('quality.loss')}
            trail={trail}
            lines={{
              received: ({ received }) => received.lossRatio * 100,
              sent: ({ sent }) => sent.lossRatio * 100,
            }}
            range={[0, 5]}
            limit={2}
            now={{
              received: percent(last.received.lossRatio),
              sent: percent(last.sent.lossRatio),
            }}
          />
          <Trace
            title={t('quality.jitter')}
            trail={trail}
            lines={{
              received: ({ received }) => received.jitterMs,
              sent: ({ sent }) => sent.jitterMs,
            }}
            range={[0, 40]}
            limit={30}
            now={{
              received: `${Math.round(last.received.jitterMs)} ms`,
              sent: `${Math.round(last.sent.jitterMs)} ms`,
            }}
          />
        </>
      )}
      <div className={styles['foot']}>
        {props.onRebuild !== null && (
          <button type="button" className={styles['rebuild']} onClick={props.onRebuild}>
            <b>{t('quality.rebuild')}</b>
            <small>{t('quality.rebuildMore')}</small>
          </button>
        )}
        <KeyButton
          label={t('settings.devices')}
          keyText={props.settingsKey}
          tone="calm"
          onPress={props.onSettings}
        />
      </div>
    </AsidePanel>
  );
}

const percent = (ratio: number) => `${(ratio * 100).toFixed(1)} %`;

/** ITU-T P.800.1: 4 good, 3.6 some dissatisfied, below that many. */
function toneOf(mos: number | null): 'ok' | 'warn' | 'danger' | 'calm' {
  if (mos === null) return 'calm';
  if (mos >= 4) return 'ok';
  return mos >= 3.6 ? 'warn' : 'danger';
}
