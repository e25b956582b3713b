import { useId, type ReactNode } from 'react';
import styles from './choice-row.module.css';

export type Choice = { readonly value: string; readonly label: string };

/** A handful of choices in sight at once: one tab stop, arrows choose (native radio buttons). */
export function ChoiceRow(props: {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const name = useId();
  return (
    <div className={styles['row']} role="radiogroup" aria-label={props.label}>
      {props.choices.map((choice) => (
        <label key={choice.value} className={styles['choice']}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === props.value}
            disabled={props.disabled}
            onChange={() => props.onChange(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </div>
  );
}
