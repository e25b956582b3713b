import type { Article } from '@hotline/domain/knowledge';
import { Button, Input, type InputRef } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './knowledge-panel.module.css';

export type KnowledgeFootProps = {
  /** null: none is chosen. */
  readonly chosen: Article | null;
  readonly reading: boolean;
  /** Something was looked for, so it can be reported missing. */
  readonly canMiss: boolean;
  /** There is an open draft to put something into. */
  readonly canPut: boolean;
  readonly keyText: { readonly answer: string; readonly steps: string };
  readonly report: 'none' | 'sending' | 'sent' | 'failed';
  readonly paper: 'none' | 'opening' | 'failed';
  readonly onPutAnswer: () => void;
  readonly onPutSteps: () => void;
  readonly onRead: (reading: boolean) => void;
  /** `note`: what is wrong, in the person's words; '' for what was not found. */
  readonly onReport: (kind: 'not-found' | 'wrong', note: string) => void;
};

/** The person has just asked for it. */
const focusAtOnce = (at: InputRef | null): void => at?.focus();

/** What can be done with the chosen article: into the draft, large, or back to its owner. */
export function KnowledgeFoot(props: KnowledgeFootProps): ReactNode {
  const { chosen } = props;
  const { t } = useTranslation();
  /** The article that is said to be wrong, and in which way; another one chosen is another report. */
  const [wrong, setWrong] = useState<{ readonly id: string; readonly note: string } | null>(null);
  const isAsking = wrong !== null && wrong.id === chosen?.id;
  return (
    <div className={styles['foot']}>
      {chosen !== null && (
        <>
          <Button size="small" type="primary" disabled={!props.canPut} onClick={props.onPutAnswer}>
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
          <Button
            size="small"
            type="text"
            aria-expanded={isAsking}
            onClick={() => setWrong(isAsking ? null : { id: chosen.id, note: '' })}
          >
            {t('knowledge.wrong')}
          </Button>
        </>
      )}
      {props.canMiss && (
        <Button size="small" type="text" onClick={() => props.onReport('not-found', '')}>
          {t('knowledge.notFound')}
        </Button>
      )}
      {isAsking && (
        <form
          className={styles['say']}
          onSubmit={(event) => {
            event.preventDefault();
            if (wrong.note.trim() === '') return;
            props.onReport('wrong', wrong.note.trim());
            setWrong(null);
          }}
        >
          <Input
            ref={focusAtOnce}
            size="small"
            aria-label={t('knowledge.wrongNote')}
            placeholder={t('knowledge.wrongHint')}
            maxLength={1000}
            value={wrong.note}
            onChange={({ target }) => setWrong({ ...wrong, note: target.value })}
            onKeyDown={(event) => {
              if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
              event.stopPropagation();
              setWrong(null);
            }}
          />
          <Button size="small" type="primary" htmlType="submit" disabled={wrong.note.trim() === ''}>
            {t('knowledge.wrongSend')}
          </Button>
        </form>
      )}
      {props.paper !== 'none' && (
        <output className={styles['note'] ?? ''}>{t(`knowledge.paper.${props.paper}`)}</output>
      )}
      {props.report !== 'none' && (
        <output className={styles['note'] ?? ''}>{t(`knowledge.report.${props.report}`)}</output>
      )}
    </div>
  );
}
