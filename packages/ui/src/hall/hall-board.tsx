import type { HallView, QueueFiguresView, RateView } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StateShape, type ShapeName } from '../call-bar/state-shape.tsx';
import { Sparkline } from '../leader/sparkline.tsx';
import { useRateWords } from '../panels/rate-words.ts';
import type { ToneName } from '../theme/palette.ts';
import { clockText, percentText, timeOfDay } from '../time/clock-text.ts';
import { useTime, useZone } from '../time/clock.tsx';
import { hallPages, type HallPage } from './hall-pages.ts';
import styles from './hall-board.module.css';

export type HallBoardProps = {
  /** null: nothing has come yet. */
  readonly view: HallView | null;
  /** Grows without end; which page it is, the number of pages says. */
  readonly turn: number;
  /** The figures are older than they should be: the bridge does not answer. */
  readonly isStale: boolean;
  readonly onLeave: () => void;
};

/** 大屏: readable from ten metres. The page turns by itself; nothing on it belongs to a person. */
export function HallBoard({ view, turn, isStale, onLeave }: HallBoardProps): ReactNode {
  const { t } = useTranslation();
  const zone = useZone();
  const clock = useTime((now) => timeOfDay(now, zone));
  if (view === null)
    return (
      <main className={styles['hall']}>
        <p className={styles['waiting']}>{t('hall.waitingForData')}</p>
      </main>
    );
  const pages = hallPages(view);
  const at = turn % pages.length;
  const page = pages[at];
  const worst = view.alarms.some(({ severity }) => severity === 'danger') ? 'danger' : 'warn';
  return (
    <main className={styles['hall']} aria-label={t('hall.title')} data-testid="hall">
      <header className={styles['head']}>
        <b>{view.name}</b>
        {view.practice && <em data-tone="warn">{t('hall.practice')}</em>}
        {view.pbx === 'away' && <em data-tone="danger">▲ {t('hall.pbxAway')}</em>}
        <span data-tone={view.alarms.length > 0 ? worst : 'ok'} className={styles['calm']}>
          {view.alarms.length > 0
            ? `▲ ${t('hall.alarms', { n: view.alarms.length })}`
            : `✓ ${t('hall.calm')}`}
        </span>
        <time>{clock}</time>
      </header>
      {page !== undefined && <Page page={page} view={view} />}
      <footer className={styles['foot']}>
        <span data-tone={isStale ? 'danger' : 'calm'} role={isStale ? 'alert' : undefined}>
          {isStale
            ? `▲ ${t('hall.stale', { time: timeOfDay(view.now, zone) })}`
            : t('hall.updated', { time: timeOfDay(view.now, zone) })}
        </span>
        <span className={styles['dots']} aria-hidden="true">
          {pages.map((each, index) => (
            <i key={JSON.stringify(each)} data-on={index === at} />
          ))}
        </span>
        <span className={styles['keys']}>{t('hall.keys')}</span>
        <button type="button" onClick={onLeave}>
          {t('hall.signOut')}
        </button>
      </footer>
    </main>
  );
}

function Page({ page, view }: { readonly page: HallPage; readonly view: HallView }): ReactNode {
  switch (page.kind) {
    case 'queues':
      return (
        <div className={styles['queues']} data-count={page.queueIds.length}>
          {view.figures
            .filter(({ queueId }) => page.queueIds.includes(queueId))
            .map((queue) => (
              <QueueCard key={queue.queueId} queue={queue} />
            ))}
        </div>
      );
    case 'seats':
      return <SeatCounts view={view} />;
    case 'trend':
      return <TrendPage view={view} queueId={page.queueId} />;
    default:
      return assertNever(page);
  }
}

function QueueCard({ queue }: { readonly queue: QueueFiguresView }): ReactNode {
  const { t } = useTranslation();
  const { waiting, longestWaitingSince: since, thresholdMs } = queue;
  const longest = useTime((now) => (since === null ? '' : clockText(now - since)));
  const over = useTime((now) => since !== null && now - since >= thresholdMs);
  const level = queue.serviceLevels[0];
  const tone: ToneName = waiting === 0 ? 'ok' : over ? 'danger' : 'warn';
  return (
    <section className={styles['card']} aria-label={queue.queueName}>
      <h2>{queue.queueName}</h2>
      <Rate name={t('hall.connection')} rate={queue.connection} isBig />
      {level !== undefined && (
        <Rate
          name={t('hall.within', { s: Math.round(thresholdMs / 1000) })}
          rate={level}
          isBig={false}
        />
      )}
      <div className={styles['row']} data-tone={tone}>
        <span>{t('hall.waiting')}</span>
        <b>
          <i aria-hidden="true">{waiting === 0 ? '✓' : over ? '▲' : '◐'}</i> {waiting}
        </b>
        <small>{longest}</small>
      </div>
    </section>
  );
}

function Rate(props: { name: string; rate: RateView; isBig: boolean }): ReactNode {
  const { t } = useTranslation();
  const { rate } = props;
  const { share, target, tone, mark, definition } = useRateWords(rate);
  return (
    <div className={styles[props.isBig ? 'rate' : 'row']} data-tone={tone}>
      <span>{props.name}</span>
      <b>
        {mark !== null && <i aria-hidden="true">{mark}</i>}
        {percentText(rate.numerator, rate.denominator) ?? t('hall.noCalls')}
      </b>
      {props.isBig && (
        <>
          <span className={styles['track']} aria-hidden="true">
            <span style={{ width: `${(share ?? 0) * 100}%` }} />
            {target !== null && <i style={{ left: `${target * 100}%` }} />}
          </span>
          <small>{definition}</small>
        </>
      )}
    </div>
  );
}

const looks: readonly [keyof HallView['seats'], ShapeName, ToneName][] = [
  ['ready', 'disc', 'ok'],
  ['call', 'square', 'primary'],
  ['wrapping', 'quarter-disc', 'violet'],
  ['busy', 'ring', 'calm'],
  ['rest', 'cup', 'calm'],
  ['unreachable', 'triangle', 'danger'],
];

function SeatCounts({ view }: { readonly view: HallView }): ReactNode {
  const { t } = useTranslation();
  const sum = (of: 'offered' | 'answered' | 'abandoned') =>
    view.figures.reduce((total, queue) => total + queue[of], 0);
  return (
    <div className={styles['seats']}>
      <h2>{t('hall.seatsNow')}</h2>
      <ul>
        {looks.map(([name, shape, tone]) => (
          <li key={name} data-tone={view.seats[name] === 0 ? 'calm' : tone}>
            <span>
              <StateShape shape={shape} /> {t(`hall.state.${name}`)}
            </span>
            <b>{view.seats[name]}</b>
          </li>
        ))}
      </ul>
      <ul className={styles['totals']}>
        {(['offered', 'answered', 'abandoned'] as const).map((name) => (
          <li key={name} data-tone="calm">
            <span>{t(`hall.${name}`)}</span>
            <b>{sum(name)}</b>
          </li>
        ))}
        <li data-tone={view.callBacksOpen > 0 ? 'warn' : 'calm'}>
          <span>{t('hall.callBacks')}</span>
          <b>{view.callBacksOpen}</b>
        </li>
      </ul>
    </div>
  );
}

function TrendPage({ view, queueId }: { view: HallView; queueId: string }): ReactNode {
  const { t } = useTranslation();
  const trend = view.trends.find((each) => each.queueId === queueId);
  const queue = view.figures.find((each) => each.queueId === queueId);
  if (trend === undefined || queue === undefined) return null;
  return (
    <div className={styles['trend']}>
      <h2>{t('hall.trendTitle', { queue: queue.queueName })}</h2>
      <Sparkline trend={trend} />
    </div>
  );
}
