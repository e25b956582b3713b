import type { ReportAnswer, ReportView } from '@hotline/domain/knowledge';
import { Button, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDateText } from '../time/use-date-text.ts';
import styles from './report-page.module.css';

export type ReportPageProps = {
  readonly report: ReportView;
  readonly answering: 'none' | 'sending' | 'reason-missing' | 'answered-already' | 'failed';
  readonly onAnswer: (answer: ReportAnswer) => void;
  readonly onOpenArticle: (id: string) => void;
  /** null: this person writes no articles. */
  readonly onWrite: (() => void) | null;
};

/** 报错 or 缺失: who said what, until when the unit has to answer, and the answer. */
export function ReportPage(props: ReportPageProps): ReactNode {
  const { report, answering } = props;
  const { t } = useTranslation();
  const dateText = useDateText();
  const [note, setNote] = useState('');
  const told = report.report;
  const answers = [told.kind === 'wrong' ? 'corrected' : 'added', 'unchanged'] as const;
  return (
    <section className={styles['page']} data-report={report.reportId}>
      <h3>
        <small className={styles['kind']}>{t(`office.report.${told.kind}`)}</small>
        {told.kind === 'wrong'
          ? t('office.report.about', {
              title: report.title ?? told.articleId,
              version: told.version,
            })
          : t('office.report.asked', { asked: told.asked })}
        <DueMark report={report} />
      </h3>
      {told.note !== '' && <p className={styles['note']}>{told.note}</p>}
      <p className={styles['of']}>
        {report.unit === null
          ? t('office.report.nobody')
          : t('office.report.unit', { unit: report.unit })}
        {' · '}
        {t('office.report.from', { person: report.person, when: dateText(report.at) })}
        {' · '}
        {report.dueAt === null
          ? t('office.report.noCalendar')
          : t('office.report.dueAt', { when: dateText(report.dueAt) })}
      </p>
      {report.answer !== null ? (
        <p className={styles['note']}>
          {t('office.report.answered', {
            person: report.answer.by,
            when: dateText(report.answer.at),
            how: t(`office.report.how.${report.answer.how}`),
          })}
          {report.answer.note !== '' && `\n${report.answer.note}`}
        </p>
      ) : (
        <>
          <div className={styles['keys']}>
            {told.kind === 'wrong' ? (
              <Button onClick={() => props.onOpenArticle(told.articleId)}>
                {t('office.report.openArticle')}
              </Button>
            ) : (
              props.onWrite !== null && (
                <Button onClick={props.onWrite}>{t('office.report.write')}</Button>
              )
            )}
          </div>
          <Input.TextArea
            rows={2}
            maxLength={1000}
            aria-label={t('office.report.note')}
            placeholder={t('office.report.note')}
            status={answering === 'reason-missing' ? 'error' : ''}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <div className={styles['keys']}>
            {answers.map((how, index) => (
              <Button
                key={how}
                type={index === 0 ? 'primary' : 'default'}
                loading={answering === 'sending'}
                onClick={() => props.onAnswer({ how, note })}
              >
                {t(`office.report.how.${how}`)}
              </Button>
            ))}
            <output className={styles['said']}>
              {answering === 'reason-missing'
                ? t('office.report.reasonMissing')
                : answering === 'answered-already'
                  ? t('office.report.answeredAlready')
                  : answering === 'failed'
                    ? t('office.report.failed')
                    : ''}
            </output>
          </div>
        </>
      )}
    </section>
  );
}

const shapes = { 'in-time': '●', soon: '◐', overdue: '▲' } as const;
const tones = { 'in-time': 'ok', soon: 'warn', overdue: 'danger' } as const;

/** Due state by colour, shape and word. */
export function DueMark({ report }: { readonly report: Pick<ReportView, 'due'> }): ReactNode {
  const { t } = useTranslation();
  if (report.due === null) return null;
  return (
    <span className={styles['due']} data-tone={tones[report.due]}>
      <span aria-hidden="true">{shapes[report.due]}</span> {t(`office.report.due.${report.due}`)}
    </span>
  );
}
