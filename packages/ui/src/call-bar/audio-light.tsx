import { CustomerServiceOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToneName } from '../theme/palette.ts';
import { StateShape } from './state-shape.tsx';
import styles from './audio-light.module.css';

/** What we hear, by the simplified E-model (ITU-T G.107): MOS 1.0 … 4.5. */
export type AudioQuality = {
  readonly mos: number | null;
  readonly lossRatio: number;
  readonly jitterMs: number;
};
export type AudioLightProps = {
  /** Phone registered and microphone usable. */
  readonly usable: boolean;
  /** Short words of what is wrong, when not usable. */
  readonly trouble: string | null;
  readonly quality: AudioQuality | null;
  readonly keyText: string;
  readonly onOpen: () => void;
};

/** ITU-T P.800.1 scale: 4 good, 3.6 some dissatisfied, below that many. */
function qualityTone(mos: number): ToneName {
  if (mos >= 4) return 'ok';
  return mos >= 3.6 ? 'warn' : 'danger';
}

export function AudioLight(props: AudioLightProps): ReactNode {
  const { t } = useTranslation();
  const { usable, trouble, quality, keyText, onOpen } = props;
  const mos = quality?.mos ?? null;
  const tone: ToneName = usable ? (mos === null ? 'ok' : qualityTone(mos)) : 'danger';
  const words =
    trouble ?? (mos === null ? t('audio.idle') : t('audio.quality', { mos: mos.toFixed(1) }));
  const more =
    quality === null
      ? words
      : t('audio.loss', {
          percent: (quality.lossRatio * 100).toFixed(1),
          ms: Math.round(quality.jitterMs),
        });
  return (
    <Tooltip title={`${more === words ? words : `${words} · ${more}`} · ${keyText}`}>
      <button
        type="button"
        className={styles['light']}
        data-tone={tone}
        data-testid="audio-light"
        aria-label={`${t('audio.label')}: ${words}`}
        onClick={onOpen}
      >
        <CustomerServiceOutlined aria-hidden="true" />
        {tone !== 'ok' && <StateShape shape="triangle" />}
        {mos !== null && usable && <span className={styles['words']}>{mos.toFixed(1)}</span>}
      </button>
    </Tooltip>
  );
}
