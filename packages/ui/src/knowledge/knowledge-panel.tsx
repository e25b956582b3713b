import { validityOn, type Article } from '@hotline/domain/knowledge';
import { Button, Input } from 'antd';
import { useId, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ArticleText } from './article-text.tsx';
import { KnowledgeFoot, type KnowledgeFootProps } from './knowledge-foot.tsx';
import styles from './knowledge-panel.module.css';

export type KnowledgePanelProps = Omit<KnowledgeFootProps, 'chosen' | 'canMiss'> & {
  readonly asked: string;
  readonly hits: readonly Article[];
  readonly state: 'nothing-asked' | 'searching' | 'found' | 'failed';
  readonly chosen: string | null;
  /** Articles that the copy still lacks; null: none. */
  readonly toFetch: number | null;
  /** `2026-11-25` */
  readonly today: string;
  readonly onAsk: (text: string) => void;
  readonly onAgain: () => void;
  readonly onChoose: (id: string) => void;
  readonly onTurn: (by: 1 | -1) => void;
  readonly onPaper: (hash: string, name: string) => void;
};

/** 知识: a field, what fits below it best first, the chosen one open. Arrows choose, Enter reads it large, Esc goes back. */
export function KnowledgePanel(props: KnowledgePanelProps): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  const chosen = props.hits.find((hit) => hit.id === props.chosen) ?? null;

  function validityWord(content: Article['content']): string | null {
    const validity = validityOn(content, props.today);
    return validity === 'valid' ? null : t(`knowledge.validity.${validity}`);
  }
  function steer(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === 1 || by === -1) props.onTurn(by);
    else if (event.key === 'Enter') props.onRead(!props.reading);
    else if (event.key === 'Escape' && props.reading) {
      props.onRead(false);
      event.stopPropagation();
    } else return;
    event.preventDefault();
  }

  return (
    <div className={styles['panel']} data-testid="knowledge">
      <div className={styles['field']}>
        <Input
          allowClear
          onKeyDown={steer}
          aria-controls={id}
          aria-label={t('knowledge.find')}
          placeholder={t('knowledge.placeholder')}
          value={props.asked}
          maxLength={200}
          onChange={(event) => props.onAsk(event.target.value)}
        />
        {props.toFetch !== null && (
          <output className={styles['note'] ?? ''}>
            {t('knowledge.fetching', { n: props.toFetch })}
          </output>
        )}
      </div>
      {props.state === 'failed' ? (
        <div className={styles['empty']} role="alert">
          {t('knowledge.failed')}{' '}
          <Button size="small" onClick={props.onAgain}>
            {t('knowledge.again')}
          </Button>
        </div>
      ) : props.state === 'nothing-asked' ? (
        <p className={styles['empty']}>{t('knowledge.nothingAsked')}</p>
      ) : props.hits.length === 0 ? (
        <div className={styles['empty']}>
          {props.state === 'searching' ? t('knowledge.searching') : t('knowledge.none')}
        </div>
      ) : (
        !props.reading && (
          <ul className={styles['list']} id={id} aria-label={t('knowledge.found')}>
            {props.hits.map(({ id: hit, content }) => (
              <li key={hit}>
                <button
                  type="button"
                  aria-pressed={hit === props.chosen}
                  onClick={() => props.onChoose(hit)}
                  onDoubleClick={() => props.onRead(true)}
                >
                  <span className={styles['title']} title={content.title}>
                    {content.title}
                  </span>
                  <span className={styles['of']} title={content.unit}>
                    {validityWord(content) ?? (content.region || content.unit)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )
      )}
      {chosen !== null && (
        <ArticleText
          article={chosen}
          today={props.today}
          large={props.reading}
          onPaper={props.onPaper}
        />
      )}
      <KnowledgeFoot {...props} chosen={chosen} canMiss={props.state === 'found'} />
    </div>
  );
}
