import { idNumberProblem, idNumberShown, normaliseIdNumber } from '@hotline/domain/draft';
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './caller-fold.module.css';

/** 身份证号: whole only while the caret is in it, masked else; what is wrong with it is said beside it and loses nothing. */
export function IdNumberField(props: {
  readonly id: string;
  readonly value: string;
  /** `YYYY-MM-DD` in the hotline's zone. */
  readonly today: string;
  readonly disabled: boolean;
  readonly onChange: (number: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { value } = props;
  const [isWriting, setWriting] = useState(false);
  const problem = value === '' ? null : idNumberProblem(value, props.today);
  // Half a number is no mistake while it is being written.
  const told = problem !== null && (!isWriting || value.length === 18) ? problem : null;
  return (
    <div className={styles['checked']}>
      <Input
        id={props.id}
        data-field="idNumber"
        value={isWriting ? value : idNumberShown(value)}
        // Room for spaces and hyphens of a number that is pasted.
        maxLength={24}
        placeholder={t('intake.idNumberHint')}
        disabled={props.disabled}
        autoComplete="off"
        inputMode="text"
        status={told === null ? '' : 'error'}
        aria-invalid={told !== null}
        aria-describedby={`${props.id}-told`}
        onFocus={() => setWriting(true)}
        onBlur={() => setWriting(false)}
        onChange={(event) => props.onChange(normaliseIdNumber(event.target.value).slice(0, 18))}
      />
      <output id={`${props.id}-told`} data-tone={told === null ? 'ok' : 'danger'}>
        {told !== null
          ? t(`intake.idNumberProblem.${told}`)
          : value !== '' && problem === null
            ? t('intake.idNumberRight')
            : ''}
      </output>
    </div>
  );
}
