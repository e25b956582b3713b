import { PaperClipOutlined } from '@ant-design/icons';
import { validityOn, type Article } from '@hotline/domain/knowledge';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './knowledge-panel.module.css';

/** One article to read out: the words first, where they come from below. */
export function ArticleText(props: {
  readonly article: Article;
  /** `2026-11-25` */
  readonly today: string;
  readonly large: boolean;
  readonly onPaper: (hash: string, name: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { content, version } = props.article;
  const validity = validityOn(content, props.today);
  return (
    <article className={styles['article']} data-large={props.large} aria-live="polite">
      <h3>
        {content.title}
        {content.sample && <span className={styles['mark']}>{t('knowledge.sample')}</span>}
        {validity !== 'valid' && (
          <span className={styles['mark']} data-tone="warn">
            {t(`knowledge.validity.${validity}`)}
          </span>
        )}
      </h3>
      <p className={styles['answer']}>{content.answer}</p>
      {content.steps.length > 0 && (
        <ol>
          {content.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {content.attachments.map((each) =>
        'url' in each ? (
          <p key={each.url} className={styles['of']}>
            {each.name} {each.url}
          </p>
        ) : (
          <p key={each.hash}>
            <button
              type="button"
              className={styles['paper']}
              title={t('knowledge.openPaper')}
              onClick={() => props.onPaper(each.hash, each.name)}
            >
              <PaperClipOutlined aria-hidden="true" /> {each.name}
            </button>
          </p>
        ),
      )}
      <p className={styles['of']}>
        {t('knowledge.source', { unit: content.unit, version })}
        {content.validTo !== null && ` · ${t('knowledge.until', { day: content.validTo })}`}
      </p>
    </article>
  );
}
