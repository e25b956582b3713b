import type { Article } from '@hotline/domain/knowledge';
import { Button } from 'antd';
import type { ReactNode } from 'react';
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
  readonly onReport: (kind: 'not-found' | 'wrong') => void;
};

/** What can be done with the chosen article: into the draft, large, or back to its owner. */
export function KnowledgeFoot(props: KnowledgeFootProps): ReactNode {
  const { chosen } = props;
  const { t } = useTranslation();
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
          <Button size="small" type="text" onClick={() => props.onReport('wrong')}>
            {t('knowledge.wrong')}
          </Button>
        </>
      )}
      {props.canMiss && (
        <Button size="small" type="text" onClick={() => props.onReport('not-found')}>
          {t('knowledge.notFound')}
        </Button>
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
