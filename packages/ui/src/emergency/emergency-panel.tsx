import type { CallView, EmergencyView, HotlineView } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../call-bar/key-button.tsx';
import { StateShape } from '../call-bar/state-shape.tsx';
import { Elapsed } from '../time/elapsed.tsx';
import { named } from '../words/named.ts';
import { CountRing } from './count-ring.tsx';
import { EmergencyLine } from './emergency-line.tsx';
import styles from './emergency-panel.module.css';

export type EmergencyTargets = HotlineView['emergencyTargets'];
/** What the panel shows; decided outside. */
export type EmergencyStage =
  | {
      readonly kind: 'explaining';
      readonly why: 'no-call' | 'ringing' | 'not-owner' | 'not-now' | 'no-way';
    }
  | { readonly kind: 'choosing'; readonly way: 'bridge' | 'phone'; readonly failed: string | null }
  | {
      readonly kind: 'holding';
      readonly targetId: string;
      readonly until: number;
      readonly totalMs: number;
    }
  | { readonly kind: 'sending'; readonly targetId: string }
  | { readonly kind: 'line'; readonly one: EmergencyView | null }
  | {
      readonly kind: 'by-phone';
      readonly targetId: string;
      readonly since: number;
      readonly outcome: 'under-way' | 'sent' | 'refused' | 'unreachable';
    };

export type EmergencyPanelProps = {
  readonly stage: EmergencyStage;
  readonly targets: EmergencyTargets;
  readonly selfTest: HotlineView['selfTest'];
  readonly call: CallView | null;
  /** Who is calling, whole when it was revealed, else masked. */
  readonly number: string;
  /** What the draft says of the matter so far. */
  readonly matter: { readonly title: string; readonly place: string };
  readonly mayLeave: boolean;
  readonly keyText: Readonly<
    Record<'emergency' | 'acknowledge' | 'leave' | 'hangUp' | 'print', string>
  >;
  readonly onChoose: (targetId: string) => void;
  readonly onEscape: () => void;
  readonly onPutAway: () => void;
  readonly onAnother: () => void;
  readonly onAcknowledge: () => void;
  readonly onLeave: () => void;
  readonly onPrint: () => void;
};

/** 应急移交: beside the draft, which stays within reach. Red frame, four targets, then what happens, by itself. */
export function EmergencyPanel(props: EmergencyPanelProps): ReactNode {
  const { t } = useTranslation();
  const { stage } = props;
  return (
    <aside
      className={styles['panel']}
      data-tone={stage.kind === 'explaining' ? 'warn' : 'danger'}
      data-stage={stage.kind}
      data-testid="emergency"
      aria-label={t('emergency.title')}
    >
      <header className={styles['head']}>
        <StateShape shape="triangle" />
        <h2>{t('emergency.title')}</h2>
        <KeyButton
          shape="small"
          label={t('emergency.putAway')}
          keyText={props.keyText.emergency}
          tone="calm"
          onPress={props.onPutAway}
        />
      </header>
      <div className={styles['body']}>{body()}</div>
    </aside>
  );

  function body(): ReactNode {
    switch (stage.kind) {
      case 'explaining':
        return (
          <div className={styles['explain']} role="alert">
            <b>{t(`emergency.why.${stage.why}`)}</b>
            <p>{t('emergency.what')}</p>
          </div>
        );
      case 'choosing':
        return <Choice {...props} way={stage.way} failed={stage.failed} />;
      case 'holding':
        return (
          <Held
            target={nameOf(stage.targetId)}
            until={stage.until}
            totalMs={stage.totalMs}
            onEscape={props.onEscape}
          />
        );
      case 'sending':
        return (
          <output className={styles['sending'] ?? ''}>
            {t('emergency.sending', { target: nameOf(stage.targetId) })}
          </output>
        );
      case 'line':
        return stage.one === null ? (
          <output className={styles['sending'] ?? ''}>{t('emergency.sendingShort')}</output>
        ) : (
          <EmergencyLine {...props} one={stage.one} target={targetOf(stage.one.targetId)} />
        );
      case 'by-phone':
        return (
          <div className={styles['explain']}>
            <b role="alert">
              {t(`emergency.byPhone.${stage.outcome}`, { target: nameOf(stage.targetId) })}{' '}
              <Elapsed since={stage.since} />
            </b>
            <p>
              {t('emergency.byPhone.known', { number: props.number || t('bar.unknownNumber') })}
            </p>
            <p>
              {t(
                stage.outcome === 'refused' || stage.outcome === 'unreachable'
                  ? 'emergency.byPhone.otherwise'
                  : 'emergency.byPhone.more',
                { target: nameOf(stage.targetId) },
              )}
            </p>
          </div>
        );
      default:
        return assertNever(stage);
    }
  }

  function targetOf(id: string): EmergencyTargets[number] | null {
    return props.targets.find((target) => target.id === id) ?? null;
  }
  function nameOf(id: string): string {
    return targetOf(id)?.id ?? id;
  }
}

function Choice(
  props: EmergencyPanelProps & {
    readonly way: 'bridge' | 'phone';
    readonly failed: string | null;
  },
): ReactNode {
  const { t, i18n } = useTranslation();
  /** Routes that the last self-test did not get through; told, not withheld: it may work now. */
  const failing = (id: string) =>
    (props.selfTest?.routes ?? [])
      .filter((each) => each.targetId === id && each.outcome !== 'answered')
      .map(({ route }) => route + 1)
      .join(t('joiner'));
  return (
    <>
      {props.failed !== null && (
        <p className={styles['failed']} role="alert">
          {t('emergency.refused', { reason: props.failed })}
        </p>
      )}
      <div className={styles['targets']}>
        {props.targets.slice(0, 4).map((target, n) => {
          const name = named(target, i18n.language);
          return (
            <button
              key={target.id}
              type="button"
              className={styles['target']}
              data-target={target.id}
              aria-keyshortcuts={String(n + 1)}
              // F9 brings the focus here, so that a digit never lands in the draft.
              // oxlint-disable-next-line jsx-a11y/no-autofocus
              autoFocus={n === 0}
              onClick={() => props.onChoose(target.id)}
            >
              <kbd>{n + 1}</kbd>
              <b>{target.id}</b>
              {name !== target.id && <span title={name}>{name}</span>}
              {failing(target.id) !== '' && (
                <small>▲ {t('emergency.selfTestFailed', { routes: failing(target.id) })}</small>
              )}
            </button>
          );
        })}
      </div>
      <p className={styles['what']}>
        {props.way === 'bridge' ? t('emergency.what') : t('emergency.whatByPhone')}
      </p>
      <dl className={styles['known']}>
        <dt>{t('emergency.known.number')}</dt>
        <dd>
          <b>{props.number || t('bar.withheld')}</b>
        </dd>
        <dt>{t('draft.place')}</dt>
        <dd>{props.matter.place || <em>{t('emergency.known.noPlace')}</em>}</dd>
        <dt>{t('draft.title')}</dt>
        <dd>{props.matter.title || <em>{t('emergency.known.noTitle')}</em>}</dd>
      </dl>
    </>
  );
}

/** Nothing has left the seat yet. */
function Held(props: {
  readonly target: string;
  readonly until: number;
  readonly totalMs: number;
  readonly onEscape: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles['held']} role="alert">
      <CountRing until={props.until} totalMs={props.totalMs} label={t('emergency.heldLeft')} />
      <b>{t('emergency.held', { target: props.target })}</b>
      <p>{t('emergency.heldMore')}</p>
      <KeyButton
        label={t('draft.undo')}
        keyText="Esc"
        tone="danger"
        strong
        onPress={props.onEscape}
      />
    </div>
  );
}
