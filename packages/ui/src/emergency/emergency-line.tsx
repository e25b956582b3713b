import type { CallView, EmergencyStep, EmergencyView } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../call-bar/key-button.tsx';
import { StateShape, type ShapeName } from '../call-bar/state-shape.tsx';
import type { ToneName } from '../theme/palette.ts';
import { Elapsed } from '../time/elapsed.tsx';
import { named } from '../words/named.ts';
import type { EmergencyPanelProps, EmergencyTargets } from './emergency-panel.tsx';
import styles from './emergency-line.module.css';

const stateTone: Readonly<Record<EmergencyView['state'], ToneName>> = {
  dialling: 'warn',
  ringing: 'warn',
  answered: 'danger',
  acknowledged: 'ok',
  failed: 'danger',
  cancelled: 'calm',
  ended: 'calm',
};
const stateShape: Readonly<Record<EmergencyView['state'], ShapeName>> = {
  dialling: 'half-disc',
  ringing: 'half-disc',
  answered: 'triangle',
  acknowledged: 'disc',
  failed: 'triangle',
  cancelled: 'ring',
  ended: 'ring',
};
const stepTone = (step: EmergencyStep): ToneName => {
  if (/failed|dropped|left|no-summary/.test(step)) return 'danger';
  return step === 'acknowledged' || step === 'caller-back' ? 'ok' : 'primary';
};

/** One hand-over: where it stands, what the citizen hears, what goes along, and each step with its time. */
export function EmergencyLine(
  props: EmergencyPanelProps & {
    readonly one: EmergencyView;
    readonly target: EmergencyTargets[number] | null;
  },
): ReactNode {
  const { t, i18n } = useTranslation();
  const { one, target, call, keyText } = props;
  const name = target === null ? one.targetId : named(target, i18n.language);
  const has = (step: EmergencyStep) => one.steps.some((each) => each.step === step);
  const binding = one.state === 'dialling' || one.state === 'ringing' || one.state === 'answered';
  return (
    <div className={styles['line']}>
      <header className={styles['top']} data-tone={stateTone[one.state]}>
        <b className={styles['id']}>{one.targetId}</b>
        <span className={styles['state']}>
          <b>
            <StateShape shape={stateShape[one.state]} /> {t(`emergency.state.${one.state}`)}
          </b>
          <span>
            {name !== one.targetId && `${name} · `}
            {t('emergency.route', { n: one.route + 1, of: one.routes })}
          </span>
        </span>
        <span className={styles['clock']}>
          <Elapsed since={one.startedAt} />
        </span>
      </header>
      <output className={styles['hears'] ?? ''} data-tone="primary">
        <b>{t('emergency.citizen')}</b>
        <span>{citizenHears(call, one, t)}</span>
      </output>
      <ul className={styles['along']}>
        <Along
          done={has('number-sent')}
          words={t('emergency.along.number', { number: props.number })}
        />
        <Along
          done={has('summary-received')}
          failed={has('summary-failed') || has('no-summary-target')}
          words={summaryWords()}
        />
      </ul>
      <Next {...props} />
      <ol className={styles['steps']} aria-label={t('emergency.steps')}>
        {one.steps.map((each, n) => (
          <li
            // Steps only ever come at the end; two may be the same step of two routes.
            // oxlint-disable-next-line react/no-array-index-key
            key={n}
            data-tone={stepTone(each.step)}
          >
            <time>+{((each.at - one.startedAt) / 1000).toFixed(1)} s</time>
            <span className={styles['dot']} aria-hidden="true" />
            <span>
              {t(`emergency.step.${each.step}`)}
              {each.detail !== null && <small>{detailText(each, one, t)}</small>}
            </span>
          </li>
        ))}
      </ol>
      <footer className={styles['foot']}>
        {!binding && (
          <KeyButton
            shape="small"
            label={t('emergency.another')}
            keyText="1–4"
            tone="calm"
            onPress={props.onAnother}
          />
        )}
        <KeyButton
          shape="small"
          label={t('emergency.print')}
          keyText={keyText.print}
          tone="calm"
          onPress={props.onPrint}
        />
      </footer>
    </div>
  );

  function summaryWords(): string {
    if (has('summary-received')) return t('emergency.along.received');
    if (has('summary-failed')) return t('emergency.along.failed');
    if (has('no-summary-target') || target?.takesSummary === false)
      return t('emergency.along.none');
    return has('summary-sent') ? t('emergency.along.sent') : t('emergency.along.notYet');
  }
}

function Along(props: {
  readonly done: boolean;
  readonly failed?: boolean;
  readonly words: string;
}): ReactNode {
  const tone: ToneName = props.failed === true ? 'warn' : props.done ? 'ok' : 'calm';
  return (
    <li data-tone={tone}>
      <span aria-hidden="true">{props.failed === true ? '▲' : props.done ? '✓' : '◌'}</span>
      {props.words}
    </li>
  );
}

type Translate = TFunction;
function citizenHears(call: CallView | null, one: EmergencyView, t: Translate): string {
  if (call?.absent !== null && call !== null) return t('emergency.hears.absent');
  if (call?.held === true) return t('emergency.hears.held');
  return t(`emergency.hears.${one.state}`, { target: one.targetId });
}

/** Routes and who confirmed in words; a hang-up cause as FreeSWITCH names it. */
function detailText(
  { step, detail }: EmergencyView['steps'][number],
  one: EmergencyView,
  t: Translate,
): string {
  if (step === 'dialled' && detail !== null && /^\d+$/.test(detail))
    return t('emergency.route', { n: detail, of: one.routes });
  switch (detail) {
    case 'agent':
    case 'target-key':
    case 'anonymous':
      return t(`emergency.detail.${detail}`);
    default:
      return detail ?? '';
  }
}

/** The one thing to do next, and why it cannot be done yet. */
function Next(
  props: EmergencyPanelProps & {
    readonly one: EmergencyView;
    readonly target: EmergencyTargets[number] | null;
  },
): ReactNode {
  const { t } = useTranslation();
  const { one, target, keyText } = props;
  switch (one.state) {
    case 'dialling':
    case 'ringing':
      return (
        <div className={styles['next']} data-tone="warn">
          <KeyButton
            shape="tall"
            label={t('call.cancel')}
            keyText="Esc"
            tone="danger"
            onPress={props.onEscape}
          />
          <p>{t('emergency.next.ringing')}</p>
        </div>
      );
    case 'answered':
      return (
        <div className={styles['next']} data-tone="danger">
          <KeyButton
            shape="tall"
            label={t('emergency.acknowledge')}
            keyText={keyText.acknowledge}
            tone="ok"
            strong
            disabled={!one.mayAcknowledge}
            onPress={props.onAcknowledge}
          />
          <p>
            {one.mayAcknowledge
              ? t('emergency.next.may', { target: one.targetId })
              : t('emergency.next.notYet', { who: notHeard() })}
            {target !== null && target.acknowledgeKey !== null && (
              <small>
                {t('emergency.next.byKey', { target: one.targetId, key: target.acknowledgeKey })}
              </small>
            )}
          </p>
        </div>
      );
    case 'acknowledged':
      return (
        <div className={styles['next']} data-tone="ok">
          <KeyButton
            shape="tall"
            label={t('call.leave')}
            keyText={keyText.leave}
            tone="primary"
            strong
            disabled={!props.mayLeave}
            onPress={props.onLeave}
          />
          <p>
            {t(`emergency.next.acknowledged.${one.acknowledgedBy ?? 'agent'}`, {
              target: one.targetId,
            })}
          </p>
        </div>
      );
    case 'failed':
    case 'cancelled':
    case 'ended':
      return (
        <div className={styles['next']} data-tone={one.state === 'failed' ? 'danger' : 'calm'}>
          <p>{t(`emergency.next.${one.state}`, { target: one.targetId })}</p>
        </div>
      );
    default:
      return assertNever(one.state);
  }

  function notHeard(): string {
    const heard = (step: EmergencyStep) => one.steps.some((each) => each.step === step);
    const silent = [
      ...(heard('caller-heard') ? [] : [t('room.role.caller')]),
      ...(heard('target-heard') ? [] : [one.targetId]),
    ];
    return silent.join(t('joiner'));
  }
}
