import type { TicketView } from '@hotline/domain/ticket-api';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useClock, useZone } from '../time/clock.tsx';
import { shortDate } from '../time/clock-text.ts';
import type { ToneName } from '../theme/palette.ts';
import { wordFor } from './ticket-names.ts';
import styles from './ticket-marks.module.css';

const dueTone = { 'in-time': 'ok', soon: 'warn', overdue: 'danger' } as const;
const dueShape = { 'in-time': '●', soon: '◆', overdue: '▲' } as const;

/** When the unit's answer is due: colour, shape and word. `short`: for a row of the table. */
export function DueMark(props: {
  readonly ticket: Pick<TicketView, 'due' | 'dueAt'>;
  readonly short?: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const now = useClock()();
  const zone = useZone();
  const { due, dueAt } = props.ticket;
  if (due === null || dueAt === null)
    return props.short === true ? null : <span>{t('ticket.due.none')}</span>;
  // A day's limit ends at 24:00, which is the first moment of the next day: people say the day before.
  const time = shortDate(dueAt - 1, now, zone);
  return (
    <span
      className={styles['due']}
      data-tone={dueTone[due]}
      data-due={due}
      data-short={props.short === true}
    >
      <span aria-hidden="true">{dueShape[due]}</span>
      {props.short === true
        ? `${t(`ticket.dueShort.${due}`)} ${time}`
        : t(`ticket.due.${due}`, { time })}
    </span>
  );
}

const stateTones: Readonly<Record<string, ToneName>> = {
  accepted: 'warn',
  'return-asked': 'warn',
  dispatched: 'primary',
  signed: 'primary',
  handling: 'primary',
  answered: 'violet',
  revisiting: 'violet',
  revisited: 'violet',
  rated: 'violet',
  closed: 'ok',
  refused: 'calm',
  merged: 'calm',
};

export function StateMark({ state }: { readonly state: string }): ReactNode {
  const { t } = useTranslation();
  const words = wordFor(state, 'ticket.state', t) ?? t('ticket.stateUnknown', { state });
  return (
    <span className={styles['state']} data-tone={stateTones[state] ?? 'calm'} data-state={state}>
      {words}
    </span>
  );
}

/** 保密、延期、催办、督办; nothing where none is. */
export function TicketMarks(props: {
  readonly ticket: Pick<TicketView, 'secret' | 'extended' | 'urged' | 'supervised'>;
  readonly short?: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { secret, extended, urged, supervised } = props.ticket;
  const marks = [
    ...(secret ? ([['secret', 'violet']] as const) : []),
    ...(supervised ? ([['supervised', 'danger']] as const) : []),
    ...(urged > 0 ? ([['urged', 'warn']] as const) : []),
    ...(extended ? ([['extended', 'calm']] as const) : []),
  ];
  const of = props.short === true ? 'markShort' : 'mark';
  return marks.map(([mark, tone]) => (
    <span
      key={mark}
      className={styles['mark']}
      data-mark={mark}
      data-tone={tone}
      title={t(`tickets.mark.${mark}`, { n: urged })}
    >
      {t(`tickets.${of}.${mark}`, { n: urged })}
    </span>
  ));
}
