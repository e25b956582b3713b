import { Button } from 'antd';
import type { ReactNode } from 'react';
import styles from './report-notes.module.css';

/** Why something was not read, and the one thing to do about it. */
export function ReportTrouble(props: {
  readonly words: string;
  readonly action: string;
  readonly onAction: () => void;
}): ReactNode {
  return (
    <p className={styles['note']} role="alert" data-tone="warn">
      <span>{props.words}</span>
      <Button size="small" onClick={props.onAction}>
        {props.action}
      </Button>
    </p>
  );
}
