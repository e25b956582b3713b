import type {
  HotSpots,
  RepeatedCallerView,
  RisingSpot,
  SameMatterView,
  SpotWindow,
} from '@hotline/domain/report-api';
import { Radio } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../panels/panel.tsx';
import { dateTime } from '../time/clock-text.ts';
import { useZone } from '../time/clock.tsx';
import styles from './hot-spots.module.css';
import { SmallBars } from './small-bars.tsx';

/** What stands behind a spot. */
export type SpotOpened =
  | { readonly kind: 'category' | 'place'; readonly key: string }
  /** A call of the number. */
  | { readonly kind: 'caller'; readonly callId: string }
  | { readonly kind: 'matter'; readonly ticketNos: readonly string[] };

/** Tickets that are named one by one; the rest by number. */
const NAMED = 4;

/** 热点: what rises against its own past, who calls again and again, what many tell. Each says why it is told. */
export function HotSpotPage(props: {
  readonly spots: HotSpots;
  readonly onWindow: (window: SpotWindow) => void;
  readonly onOpen: (opened: SpotOpened) => void;
  readonly onTicket: (ticketNo: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { spots, onOpen } = props;
  const { rule, window, weeks } = spots;
  return (
    <div className={styles['page']} data-testid="hot-spots">
      <div className={styles['head']}>
        <Radio.Group
          size="small"
          optionType="button"
          aria-label={t('hotSpots.window')}
          value={window}
          onChange={({ target }) => props.onWindow(target.value as SpotWindow)}
          options={(['day', 'week'] as const).map((value) => ({
            value,
            label: t(`hotSpots.windows.${value}`),
          }))}
        />
        <p>
          {weeks === 0
            ? t('hotSpots.noPast')
            : t('hotSpots.rule', {
                window: t(`hotSpots.windows.${window}`),
                weeks,
                least: rule.least,
                times: rule.times,
              })}
        </p>
      </div>
      <div className={styles['columns']}>
        <Rising
          kind="category"
          window={window}
          spots={spots.categories}
          isJudged={weeks > 0}
          onOpen={onOpen}
        />
        <Rising
          kind="place"
          window={window}
          spots={spots.places}
          isJudged={weeks > 0 && spots.hasPlaces}
          onOpen={onOpen}
        />
      </div>
      <Card
        title={t('hotSpots.matters')}
        hint={t('hotSpots.matterRule', rule.matters)}
        empty={spots.matters.length === 0 ? t('hotSpots.noMatters', rule.matters) : null}
      >
        {spots.matters.map((matter) => (
          <Matter
            key={matter.ticketNos[0]}
            matter={matter}
            days={rule.matters.days}
            onOpen={onOpen}
            onTicket={props.onTicket}
          />
        ))}
      </Card>
      <Card
        title={t('hotSpots.callers')}
        hint={t('hotSpots.callerRule', rule.callers)}
        empty={spots.callers.length === 0 ? t('hotSpots.noCallers', rule.callers) : null}
      >
        {spots.callers.map((caller) => (
          <Caller key={caller.callId} caller={caller} days={rule.callers.days} onOpen={onOpen} />
        ))}
      </Card>
    </div>
  );
}

function Card(props: {
  readonly title: string;
  readonly hint: string;
  readonly empty: string | null;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section className={styles['card']} aria-label={props.title}>
      <header>
        <h3>{props.title}</h3>
        <small>{props.hint}</small>
      </header>
      {props.empty === null ? <ul>{props.children}</ul> : <Empty>{props.empty}</Empty>}
    </section>
  );
}

function Rising(props: {
  readonly kind: 'category' | 'place';
  readonly window: SpotWindow;
  readonly spots: readonly RisingSpot[];
  readonly isJudged: boolean;
  readonly onOpen: (opened: SpotOpened) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { kind, spots } = props;
  const empty = props.isJudged ? t(`hotSpots.calm.${kind}`) : t('hotSpots.notJudged');
  return (
    <Card
      title={t(`hotSpots.rising.${kind}`)}
      hint={t('hotSpots.against')}
      empty={spots.length === 0 ? empty : null}
    >
      {spots.map((spot) => (
        <li key={spot.key} data-spot={spot.key}>
          <button
            type="button"
            className={styles['name']}
            onClick={() => props.onOpen({ kind, key: spot.key })}
          >
            <i aria-hidden="true">▲</i> {spot.name === '' ? spot.key : spot.name}
          </button>
          <b className={styles['number']}>{t('hotSpots.tickets', { n: spot.now })}</b>
          <SmallBars
            isLastNow
            // Oldest first, as time runs.
            values={[...spot.past.toReversed(), spot.now]}
            label={t('hotSpots.pastLabel', { past: spot.past.toReversed().join(', ') })}
          />
          <p>
            {t('hotSpots.risingWhy', {
              window: t(`hotSpots.windows.${props.window}`),
              now: spot.now,
              weeks: spot.past.length,
              mean: spot.mean.toFixed(1),
              most: Math.max(0, ...spot.past),
              chance: chanceText(spot.chance),
            })}
          </p>
        </li>
      ))}
    </Card>
  );
}

function Matter(props: {
  readonly matter: SameMatterView;
  readonly days: number;
  readonly onOpen: (opened: SpotOpened) => void;
  readonly onTicket: (ticketNo: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const period = usePeriod();
  const { matter, days } = props;
  const { ticketNos, callers, perDay } = matter;
  const more = ticketNos.length - NAMED;
  return (
    <li data-spot={ticketNos[0]}>
      <button
        type="button"
        className={styles['name']}
        onClick={() => props.onOpen({ kind: 'matter', ticketNos })}
      >
        {matter.title}
      </button>
      <b className={styles['number']}>{t('hotSpots.people', { n: callers })}</b>
      <SmallBars values={perDay} label={t('hotSpots.perDay', { days, each: perDay.join(', ') })} />
      <p>
        {t('hotSpots.matterWhy', {
          callers,
          tickets: ticketNos.length,
          place: matter.place,
          category: matter.category || t('hotSpots.noCategory'),
          score: matter.score,
        })}{' '}
        {period(matter)}
        <span className={styles['tickets']}>
          {ticketNos.slice(0, NAMED).map((ticketNo) => (
            <button key={ticketNo} type="button" onClick={() => props.onTicket(ticketNo)}>
              {ticketNo}
            </button>
          ))}
          {more > 0 && t('hotSpots.more', { n: more })}
        </span>
      </p>
    </li>
  );
}

function Caller(props: {
  readonly caller: RepeatedCallerView;
  readonly days: number;
  readonly onOpen: (opened: SpotOpened) => void;
}): ReactNode {
  const { t } = useTranslation();
  const period = usePeriod();
  const { caller, days } = props;
  const { callId, numberMasked, calls, tickets, perDay } = caller;
  return (
    <li data-spot={callId}>
      <button
        type="button"
        className={styles['name']}
        onClick={() => props.onOpen({ kind: 'caller', callId })}
      >
        {numberMasked}
      </button>
      <b className={styles['number']}>{t('hotSpots.calls', { n: calls })}</b>
      <SmallBars values={perDay} label={t('hotSpots.perDay', { days, each: perDay.join(', ') })} />
      <p>
        {t('hotSpots.callerWhy', { days, calls, tickets })} {period(caller)}
      </p>
    </li>
  );
}

function usePeriod() {
  const { t } = useTranslation();
  const zone = useZone();
  const minute = (at: number) => dateTime(at, zone).slice(5, 16);
  return ({ firstAt, lastAt }: { readonly firstAt: number; readonly lastAt: number }): string =>
    t('hotSpots.period', { first: minute(firstAt), last: minute(lastAt) });
}

/** A share of one as percent; what is rarer than a millionth is said so. */
const chanceText = (chance: number): string =>
  chance < 1e-6 ? '< 0.0001 %' : `${Number((chance * 100).toPrecision(2))} %`;
