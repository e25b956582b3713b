import { CloseOutlined } from '@ant-design/icons';
import { Button, Checkbox, Select, Slider } from 'antd';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceRow } from '../draft/choice-row.tsx';
import type { SchemeChoice } from '../theme/desk-theme.tsx';
import type { Language } from '../words/index.ts';
import { LevelMeter } from './level-meter.tsx';
import styles from './settings-panel.module.css';

export type AudioDevice = { readonly id: string; readonly label: string };
/** What a person set for themselves at this seat; remembered here, never sent. */
export type DeskSettings = {
  readonly language: Language;
  readonly scheme: SchemeChoice;
  /** Text size in per cent, 100 to 200. */
  readonly textSize: number;
  readonly microphone: string;
  readonly speaker: string;
  readonly ringDevice: string;
  /** 0 to 100. */
  readonly ringVolume: number;
  /** Deaf agents: the frame flashes instead of the ring. */
  readonly flash: boolean;
};
export type DeviceRole = 'microphone' | 'speaker' | 'ringDevice';

export type SettingsPanelProps = {
  readonly settings: DeskSettings;
  readonly devices: {
    readonly inputs: readonly AudioDevice[];
    readonly outputs: readonly AudioDevice[];
  };
  /** The device that could not be used. */
  readonly failed: DeviceRole | null;
  readonly ringing: boolean;
  /** Microphone level 0…1 while it is being checked, else null. */
  readonly level: (() => number) | null;
  readonly keys: readonly { readonly name: string; readonly keyText: string }[];
  readonly appVersion: string;
  readonly onChange: (change: Partial<DeskSettings>) => void;
  readonly onTestRing: () => void;
  readonly onTestLevel: () => void;
  readonly onSignOut: () => void;
  readonly onClose: () => void;
};

const textSizes = [100, 125, 150, 200] as const;

/** 设置: stands over the right column, never over the call: no modal on a call. */
export function SettingsPanel(props: SettingsPanelProps): ReactNode {
  const { t } = useTranslation();
  const { settings, onChange } = props;
  const id = useId();
  return (
    <aside className={styles['panel']} aria-label={t('settings.title')}>
      <header className={styles['head']}>
        <h2>{t('settings.title')}</h2>
        <Button
          type="text"
          // The person asked for the panel by key or click: the focus goes where they look.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          icon={<CloseOutlined />}
          aria-label={t('settings.close')}
          onClick={props.onClose}
        />
      </header>
      <div className={styles['body']}>
        <section>
          <h3>{t('settings.language')}</h3>
          <LanguageChoice
            value={settings.language}
            onChange={(language) => onChange({ language })}
          />
          <h3>{t('settings.scheme')}</h3>
          <SchemeChoiceRow value={settings.scheme} onChange={(scheme) => onChange({ scheme })} />
          <h3>{t('settings.textSize')}</h3>
          <ChoiceRow
            label={t('settings.textSize')}
            choices={textSizes.map((size) => ({ value: String(size), label: `${size} %` }))}
            value={String(settings.textSize)}
            disabled={false}
            onChange={(size) => onChange({ textSize: Number(size) })}
          />
        </section>
        <section aria-label={t('settings.devices')}>
          <h3>{t('settings.devices')}</h3>
          {device('microphone', props.devices.inputs)}
          <div className={styles['test']}>
            <Button size="small" onClick={props.onTestLevel}>
              {props.level === null ? t('settings.levelTest') : t('settings.levelStop')}
            </Button>
            {props.level !== null && <LevelMeter label={t('settings.level')} level={props.level} />}
          </div>
          {device('speaker', props.devices.outputs)}
          {device('ringDevice', props.devices.outputs)}
          <div className={styles['test']}>
            <label htmlFor={`${id}-volume`}>{t('settings.ringVolume')}</label>
            <Slider
              className={styles['slider'] ?? ''}
              id={`${id}-volume`}
              ariaLabelForHandle={t('settings.ringVolume')}
              min={0}
              max={100}
              step={5}
              value={settings.ringVolume}
              onChange={(ringVolume) => onChange({ ringVolume })}
            />
            <Button size="small" onClick={props.onTestRing}>
              {props.ringing ? t('settings.stopRing') : t('settings.testRing')}
            </Button>
          </div>
          <Checkbox
            checked={settings.flash}
            onChange={(event) => onChange({ flash: event.target.checked })}
          >
            {t('settings.flash')}
            <small>{t('settings.flashMore')}</small>
          </Checkbox>
        </section>
        <section>
          <h3>{t('settings.keys')}</h3>
          <dl className={styles['keys']}>
            {props.keys.map((key) => (
              <div key={key.name}>
                <dt>{key.name}</dt>
                <dd>
                  <kbd>{key.keyText}</kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
      <footer className={styles['foot']}>
        <small>{t('signIn.appVersion', { version: props.appVersion })}</small>
        <Button onClick={props.onSignOut}>{t('settings.signOut')}</Button>
      </footer>
    </aside>
  );

  function device(role: DeviceRole, devices: readonly AudioDevice[]): ReactNode {
    return (
      <div className={styles['device']}>
        <label htmlFor={`${id}-${role}`}>{t(`settings.${role}`)}</label>
        <Select
          id={`${id}-${role}`}
          aria-label={t(`settings.${role}`)}
          value={settings[role]}
          onChange={(value) => onChange({ [role]: value })}
          options={[
            { value: 'default', label: t('settings.deviceDefault') },
            ...devices
              .filter((each) => each.id !== 'default' && each.id !== '')
              .map((each) => ({ value: each.id, label: each.label || each.id.slice(0, 8) })),
          ]}
        />
        {props.failed === role && (
          <small data-tone="danger" role="alert">
            {t('settings.deviceFailed')}
          </small>
        )}
      </div>
    );
  }
}

/** Also on the sign-in screen. Each language is written in itself. */
export function LanguageChoice(props: {
  readonly value: Language;
  readonly onChange: (language: Language) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <ChoiceRow
      label={t('settings.language')}
      choices={[
        { value: 'zh-CN', label: '中文' },
        { value: 'en', label: 'English' },
      ]}
      value={props.value}
      disabled={false}
      onChange={(language) => props.onChange(language as Language)}
    />
  );
}

export function SchemeChoiceRow(props: {
  readonly value: SchemeChoice;
  readonly onChange: (scheme: SchemeChoice) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <ChoiceRow
      label={t('settings.scheme')}
      choices={(['system', 'light', 'dark', 'contrast'] as const).map((value) => ({
        value,
        label: t(`settings.schemes.${value}`),
      }))}
      value={props.value}
      disabled={false}
      onChange={(scheme) => props.onChange(scheme as SchemeChoice)}
    />
  );
}
