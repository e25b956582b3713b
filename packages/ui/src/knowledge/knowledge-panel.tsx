import { validityOn, type Article } from '@hotline/domain/knowledge';
import { Button, Input, type InputRef } from 'antd';
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ArticleText } from './article-text.tsx';
import styles from './knowledge-panel.module.css';

export type KnowledgePanelProps = {
  readonly asked: string;
  readonly hits: readonly Article[];
  readonly state: 'nothing-asked' | 'searching' | 'found' | 'failed';
  readonly chosen: string | null;
  readonly reading: boolean;
  /** Articles that the copy still lacks; null: none. */
  readonly toFetch: number | null;
  readonly report: 'none' | 'sending' | 'sent' | 'failed';
  /** `2026-11-25` */
  readonly today: string;
  /** The caret goes into the field at once. */
  readonly focused: boolean;
  /** There is an open draft to put something into. */
  readonly canPut: boolean;
  readonly keyText: { readonly answer: string; readonly steps: string };
  readonly onAsk: (text: string) => void;
  readonly onAgain: () => void;
  readonly onChoose: (id: string) => void;
  readonly onTurn: (by: 1 | -1) => void;
  readonly onRead: (reading: boolean) => void;
  readonly onPutAnswer: () => void;
  readonly onPutSteps: () => void;
  readonly onReport: (kind: 'not-found' | 'wrong') => void;
};

/** 知识: a field, what fits below it best first, the chosen one open. Arrows choose, Enter reads it large, Esc goes back. */
export function KnowledgePanel(props: KnowledgePanelProps): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  const field = useRef<InputRef>(null);
  const chosen = props.hits.find((hit) => hit.id === props.chosen) ?? null;
  useEffect(() => {
    if (props.focused) field.current?.focus();
  }, [props.focused]);

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
          ref={field}
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
        <ArticleText article={chosen} today={props.today} large={props.reading} />
      )}
      <div className={styles['foot']}>
        {chosen !== null && (
          <>
            <Button
              size="small"
              type="primary"
              disabled={!props.canPut}
              onClick={props.onPutAnswer}
            >
              {t('knowledge.putAnswer')} <kbd>{props.keyText.answer}</kbd>
            </Button>
            {chosen.content.steps.length > 0 && (
              <Button size="small" disabled={!props.canPut} onClick={props.onPutSteps}>
                {t('knowledge.putSteps')} <kbd>{props.keyText.steps}</kbd>
              </Button>
            )}
            <Button size="small" onClick={() => props.onRead(!props.reading)}>
              {t(props.reading ? 'knowledge.back' : 'knowledge.read')}
            </Button>
            <Button size="small" type="text" onClick={() => props.onReport('wrong')}>
              {t('knowledge.wrong')}
            </Button>
          </>
        )}
        {props.state === 'found' && (
          <Button size="small" type="text" onClick={() => props.onReport('not-found')}>
            {t('knowledge.notFound')}
          </Button>
        )}
        {props.report !== 'none' && (
          <output className={styles['note'] ?? ''}>{t(`knowledge.report.${props.report}`)}</output>
        )}
      </div>
    </div>
  );
}
