import type { ReactNode } from 'react';
import styles from './draft-form.module.css';

/** A label and its field; both columns with `wide`. Without `for` what follows names itself. */
export function FormRow(props: {
  readonly label: string;
  readonly for?: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className={styles['row']} data-wide={props.wide === true}>
      {props.for === undefined ? (
        <span className={styles['label']} aria-hidden="true">
          {props.label}
        </span>
      ) : (
        <label className={styles['label']} htmlFor={props.for}>
          {props.label}
        </label>
      )}
      {props.children}
    </div>
  );
}
