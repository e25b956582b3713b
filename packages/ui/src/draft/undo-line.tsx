import type { DraftField } from '@hotline/domain/draft';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldLabels } from './field-labels.ts';
import styles from './undo-line.module.css';

/** What an undo or redo has just done, for a few seconds; `fields` empty: there was nothing left. */
export function UndoLine(props: {
  readonly kind: 'undone' | 'redone';
  readonly fields: readonly DraftField[];
}): ReactNode {
  const { t } = useTranslation();
  const fields = props.fields
    .map((field) => t(field === 'related' ? 'intake.related' : fieldLabels[field]))
    .join('、');
  const words =
    fields !== ''
      ? t(`intake.${props.kind}`, { fields })
      : t(props.kind === 'undone' ? 'intake.nothingToUndo' : 'intake.nothingToRedo');
  return (
    <output className={styles['line']} data-testid="draft-undo">
      <span>{words}</span>
      <small>{t('intake.undoKeys')}</small>
    </output>
  );
}
