import type { AvailabilityView, HotlineView, Operation } from '@hotline/domain/protocol';
import { Input } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { named } from '../words/named.ts';
import { useStanding } from './directory-row.tsx';
import { operationOf, ways, waysTo, type Target, type Way } from './invitation.ts';
import styles from './way-list.module.css';

export type WayListProps = {
  readonly target: Target;
  readonly entryAvailability: AvailabilityView | null;
  readonly skills: HotlineView['skills'];
  readonly may: (operation: Operation) => boolean;
  readonly reason: string;
  readonly draft: { readonly hasTitle: boolean; readonly textLength: number };
  readonly onReason: (reason: string) => void;
  readonly onWay: (way: Way) => void;
};

/** The ways to the chosen target, each with what happens to whom, before it is pressed. */
export function WayList(props: WayListProps): ReactNode {
  const { t, i18n } = useTranslation();
  const { target, draft } = props;
  const skill =
    target.kind === 'entry' ? props.skills.find(({ id }) => id === target.entry.skill) : undefined;
  const who = target.kind === 'number' ? target.number : named(target.entry, i18n.language);
  const along = [
    ...(draft.hasTitle ? [t('transfer.alongTitle')] : []),
    ...(draft.textLength > 0 ? [t('transfer.alongText', { n: draft.textLength })] : []),
  ];
  return (
    <section className={styles['ways']} aria-label={t('transfer.waysTo', { who })}>
      <header className={styles['who']}>
        <b title={who}>{who}</b>
        {target.kind === 'entry' && (
          <Standing target={target} availability={props.entryAvailability} />
        )}
      </header>
      <Input
        size="small"
        value={props.reason}
        maxLength={500}
        placeholder={t('transfer.reason')}
        aria-label={t('transfer.reason')}
        onChange={(event) => props.onReason(event.target.value)}
      />
      <small className={styles['along']}>
        {along.length === 0
          ? t('transfer.alongNothing')
          : t('transfer.along', { what: along.join(t('joiner')) })}
      </small>
      {/* The keys themselves take the focus; arrows go from one to the next. */}
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div className={styles['list']} role="toolbar" onKeyDown={turn}>
        {waysTo(target).map((way) => (
          <button
            key={way}
            type="button"
            className={styles['way']}
            data-way={way}
            disabled={!props.may(operationOf(way))}
            aria-keyshortcuts={`Alt+${ways.indexOf(way) + 1}`}
            onClick={() => props.onWay(way)}
          >
            <span className={styles['name']}>
              <b>{t(`way.${way}`)}</b>
              <kbd>Alt+{ways.indexOf(way) + 1}</kbd>
            </span>
            <small>
              {t(`way.what.${way}`, {
                skill: skill === undefined ? who : named(skill, i18n.language),
              })}
            </small>
          </button>
        ))}
      </div>
    </section>
  );
}

function Standing(props: {
  readonly target: Extract<Target, { kind: 'entry' }>;
  readonly availability: AvailabilityView | null;
}): ReactNode {
  const stands = useStanding(props.target.entry, props.availability);
  return <small data-tone={stands.tone}>{stands.words}</small>;
}

function turn(event: KeyboardEvent<HTMLDivElement>): void {
  const by = { ArrowDown: 2, ArrowUp: -2, ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const keys = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled)')];
  const now = keys.indexOf(document.activeElement as HTMLElement);
  keys[(now + by + keys.length) % keys.length]?.focus();
}
