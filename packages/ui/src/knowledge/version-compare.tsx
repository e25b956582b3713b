import {
  compareContents,
  type ArticleContent,
  type ComparedField,
} from '@hotline/domain/knowledge';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MarkedText } from './marked-text.tsx';
import styles from './version-compare.module.css';

/** Two versions side by side, only the fields that differ. `before` null: there is no earlier one. */
export function VersionCompare(props: {
  readonly before: ArticleContent | null;
  readonly after: ArticleContent;
  readonly beforeTitle: string;
  readonly afterTitle: string;
  /** Said when nothing differs. */
  readonly sameText: string;
  /** Takes what stands on the left; null: there is nothing to decide. */
  readonly onTake: ((field: ComparedField) => void) | null;
}): ReactNode {
  const { t } = useTranslation();
  const changes = compareContents(props.before, props.after);
  if (changes.length === 0) return <p className={styles['same']}>{props.sameText}</p>;
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{props.beforeTitle}</th>
          <th scope="col">{props.afterTitle}</th>
        </tr>
      </thead>
      {changes.map(({ field, before, after }) => (
        <tbody key={field} data-changed={field}>
          <tr>
            <th scope="rowgroup" colSpan={2}>
              {t(`office.fields.${field}`)}
              {props.onTake !== null && (
                <Button size="small" type="link" onClick={() => props.onTake?.(field)}>
                  {t('office.takeTheirs')}
                </Button>
              )}
            </th>
          </tr>
          <tr>
            <td>
              <MarkedText before={before} after={after} side="before" />
            </td>
            <td>
              <MarkedText before={before} after={after} side="after" />
            </td>
          </tr>
        </tbody>
      ))}
    </table>
  );
}
