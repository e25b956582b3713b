import type {
  ArticleHeading,
  ArticleList,
  KnowledgeCounts,
  ReportView,
} from '@hotline/domain/knowledge';
import { PlusOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef } from 'antd';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDateText } from '../time/use-date-text.ts';
import styles from './office-list.module.css';
import { DueMark } from './report-page.tsx';

export type OfficeListName = Exclude<ArticleList, 'in-use'> | 'reports';
const names: readonly OfficeListName[] = ['all', 'draft', 'proposed', 'reports'];

export type OfficeListProps = {
  /** Of a unit's clerk: what was reported to their unit, and no articles. */
  readonly reportsOnly: boolean;
  readonly list: OfficeListName;
  readonly text: string;
  readonly articles: readonly ArticleHeading[];
  readonly reports: readonly ReportView[];
  readonly showAnswered: boolean;
  readonly hasMore: boolean;
  readonly counts: KnowledgeCounts | null;
  readonly load: 'loading' | 'ready' | 'failed';
  readonly chosen: string | null;
  /** Forms that were typed and not saved. */
  readonly unsaved: readonly { readonly id: string; readonly title: string }[];
  readonly onShow: (list: OfficeListName) => void;
  readonly onFind: (text: string) => void;
  readonly onAgain: () => void;
  readonly onMore: () => void;
  readonly onShowAnswered: (answered: boolean) => void;
  readonly onTurn: (by: 1 | -1) => void;
  readonly onOpen: (id: string) => void;
  readonly onNew: () => void;
};

/** Left side of 知识维护: which list, a filter, and its lines. Arrows choose, Enter opens. */
export function OfficeList(props: OfficeListProps): ReactNode {
  const { t } = useTranslation();
  const field = useRef<InputRef>(null);
  const lines = useRef<HTMLUListElement>(null);
  const isReports = props.list === 'reports';
  const countOf: Readonly<Record<OfficeListName, number>> = {
    all: 0,
    draft: Math.max(props.counts?.drafts ?? 0, props.unsaved.length),
    proposed: props.counts?.proposed ?? 0,
    reports: props.counts?.reports ?? 0,
  };
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    const all = lines.current?.querySelectorAll<HTMLElement>('[data-line]') ?? [];
    [...all]
      .find((line) => line.dataset['line'] === props.chosen)
      ?.scrollIntoView({ block: 'nearest' });
  }, [props.chosen]);

  function steer(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === 1 || by === -1) props.onTurn(by);
    else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      if (props.chosen !== null) props.onOpen(props.chosen);
    } else return;
    event.preventDefault();
  }
  // What was begun here and never saved is on no list of the bridge's.
  const begun =
    props.list === 'draft'
      ? props.unsaved.filter(({ id }) => props.articles.every((each) => each.id !== id))
      : [];
  const isEmpty = isReports
    ? props.reports.length === 0
    : props.articles.length + begun.length === 0;
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles['side']} onKeyDown={steer}>
      <nav className={styles['lists']} aria-label={t('office.title')}>
        {(props.reportsOnly ? (['reports'] as const) : names).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === props.list}
            onClick={() => props.onShow(name)}
          >
            {t(`office.lists.${name}`)}
            {countOf[name] > 0 && (
              <span
                className={styles['count']}
                data-tone={toneOf(name, props.counts?.overdue ?? 0)}
              >
                {countOf[name]}
              </span>
            )}
          </button>
        ))}
      </nav>
      <div className={styles['find']}>
        <Input
          allowClear
          ref={field}
          disabled={isReports}
          aria-label={t('office.find')}
          placeholder={t('office.find')}
          value={props.text}
          maxLength={100}
          onChange={(event) => props.onFind(event.target.value)}
        />
        {isReports ? (
          <Button onClick={() => props.onShowAnswered(!props.showAnswered)}>
            {t(props.showAnswered ? 'office.report.showOpen' : 'office.report.showAnswered')}
          </Button>
        ) : (
          <Button icon={<PlusOutlined />} onClick={props.onNew}>
            {t('office.new')}
          </Button>
        )}
      </div>
      {props.load === 'failed' ? (
        <div className={styles['empty']} role="alert">
          {t('office.failed')}{' '}
          <Button size="small" onClick={props.onAgain}>
            {t('office.again')}
          </Button>
        </div>
      ) : isEmpty ? (
        <p className={styles['empty']}>
          {props.load === 'loading' ? t('office.loading') : t(`office.empty.${props.list}`)}
        </p>
      ) : (
        <ul ref={lines} className={styles['lines']} aria-label={t(`office.lists.${props.list}`)}>
          {begun.map(({ id, title }) => (
            <li key={id}>
              <button
                type="button"
                data-line={id}
                aria-current={id === props.chosen}
                onClick={() => props.onOpen(id)}
              >
                <span className={styles['title']} title={title}>
                  {title || t('office.untitled')}
                </span>
                <span className={styles['of']}>{t('office.unsaved')}</span>
              </button>
            </li>
          ))}
          {isReports
            ? props.reports.map((each) => (
                <ReportLine key={each.reportId} {...props} report={each} />
              ))
            : props.articles.map((each) => <ArticleLine key={each.id} {...props} article={each} />)}
          {props.hasMore && (
            <li>
              <Button type="link" onClick={props.onMore}>
                {t('office.more')}
              </Button>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

/** A draft waits for nobody; what is proposed waits for this person; a report that is overdue for too long already. */
function toneOf(list: OfficeListName, overdue: number): 'calm' | 'warn' | 'danger' {
  if (list === 'draft') return 'calm';
  return list === 'reports' && overdue > 0 ? 'danger' : 'warn';
}

function ArticleLine(props: OfficeListProps & { readonly article: ArticleHeading }): ReactNode {
  const { article } = props;
  const { t } = useTranslation();
  const dateText = useDateText();
  const state = article.pending ?? (article.inUse === null ? null : 'approved');
  return (
    <li>
      <button
        type="button"
        data-line={article.id}
        aria-current={article.id === props.chosen}
        onClick={() => props.onOpen(article.id)}
      >
        <span className={styles['title']} title={article.title}>
          {article.title}
        </span>
        <span className={styles['of']} title={article.unit}>
          {article.unit}
        </span>
        <span className={styles['of']}>
          {props.unsaved.some(({ id }) => id === article.id)
            ? t('office.unsaved')
            : state !== null && t(`office.state.${state}`)}
          {' · '}
          {dateText(article.at)}
        </span>
      </button>
    </li>
  );
}

function ReportLine(props: OfficeListProps & { readonly report: ReportView }): ReactNode {
  const { report } = props;
  const { t } = useTranslation();
  const dateText = useDateText();
  const id = String(report.reportId);
  const subject =
    report.report.kind === 'wrong'
      ? (report.title ?? report.report.articleId)
      : report.report.asked;
  return (
    <li>
      <button
        type="button"
        data-line={id}
        aria-current={id === props.chosen}
        onClick={() => props.onOpen(id)}
      >
        <span className={styles['title']} title={subject}>
          <small>{t(`office.report.${report.report.kind}`)}</small> {subject}
        </span>
        <span className={styles['of']} title={report.unit ?? ''}>
          {report.unit ?? t('office.report.nobody')}
        </span>
        <span className={styles['of']}>
          <DueMark report={report} />{' '}
          {report.dueAt !== null &&
            report.answer === null &&
            t('office.report.dueAt', { when: dateText(report.dueAt) })}
        </span>
      </button>
    </li>
  );
}
