import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ArticlePage, type ArticlePageProps } from './article-page.tsx';
import styles from './knowledge-office.module.css';
import type { OfficeArticle } from './office-article.ts';
import { OfficeList, type OfficeListProps } from './office-list.tsx';
import { ReportPage, type ReportPageProps } from './report-page.tsx';

export type KnowledgeOfficeProps = OfficeListProps &
  Omit<ArticlePageProps, 'open'> &
  Omit<ReportPageProps, 'report' | 'onWrite'> & {
    readonly open: OfficeArticle | null;
    /** A form that was given up can be had back. */
    readonly canUndo: boolean;
    /** null: none leads here. */
    readonly closeKey: string | null;
    readonly onUndo: () => void;
    readonly onWriteFor: (report: ReportPageProps['report']) => void;
    readonly onClose: () => void;
  };

/** 知识维护, in the columns' place: a list on the left, what is open on the right. */
export function KnowledgeOffice(props: KnowledgeOfficeProps): ReactNode {
  const { open, list } = props;
  const { t } = useTranslation();
  const report =
    list === 'reports' && open === null
      ? props.reports.find(({ reportId }) => String(reportId) === props.chosen)
      : undefined;
  return (
    <main className={styles['office']} aria-label={t('office.title')} data-office>
      <header className={styles['head']}>
        <h2>{t('office.title')}</h2>
        {props.canUndo && (
          <output>
            {t('office.taken')}{' '}
            <Button size="small" type="link" onClick={props.onUndo}>
              {t('office.undo')}
            </Button>
          </output>
        )}
        <Button size="small" onClick={props.onClose}>
          {t(props.reportsOnly ? 'tickets.backToTickets' : 'office.close')}{' '}
          {props.closeKey !== null && <kbd>{props.closeKey}</kbd>}
        </Button>
      </header>
      <div className={styles['parts']}>
        <OfficeList {...props} />
        {open !== null ? (
          <ArticlePage key={open.id} {...props} open={open} />
        ) : report !== undefined ? (
          <ReportPage
            key={report.reportId}
            {...props}
            report={report}
            onWrite={props.reportsOnly ? null : () => props.onWriteFor(report)}
          />
        ) : (
          <p className={styles['empty']}>{t('office.nothingOpen')}</p>
        )}
      </div>
    </main>
  );
}
