import type { TicketDraft } from '@hotline/domain/draft';
import type { IntakeLists } from '@hotline/domain/intake';
import { Input } from 'antd';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { named } from '../words/named.ts';
import { ChoiceRow } from './choice-row.tsx';
import { FormRow } from './form-row.tsx';
import styles from './refusal-row.module.css';

type Spoken = 'zh' | 'en';

/** 不受理: the reason, and the words to say, in the citizen's language; they may be changed to what was really said. */
export function RefusalRow(props: {
  readonly refusals: IntakeLists['refusals'];
  readonly value: TicketDraft['refusal'];
  readonly disabled: boolean;
  readonly onChange: (refusal: TicketDraft['refusal']) => void;
}): ReactNode {
  const { t, i18n } = useTranslation();
  const { refusals, value, disabled, onChange } = props;
  const id = useId();
  const [spoken, setSpoken] = useState<Spoken>(i18n.language === 'en' ? 'en' : 'zh');
  const chosen = refusals.find(({ reason }) => reason === value?.reason);
  // On a small screen the row opens below what is seen of the form, and the words to say below that.
  const row = useRef<HTMLDivElement>(null);
  const newest = value === null ? 'refusalReason' : 'refusal';
  useEffect(() => {
    row.current?.querySelector(`[data-field=${newest}]`)?.scrollIntoView({ block: 'nearest' });
  }, [newest]);

  function choose(reason: string): void {
    const refusal = refusals.find((each) => each.reason === reason);
    if (refusal !== undefined) {
      onChange({ reason: refusal.reason, explanation: refusal.say[spoken] });
    }
  }
  function speak(language: Spoken): void {
    setSpoken(language);
    // What the person wrote themselves stays.
    const isAsGiven =
      chosen !== undefined && Object.values(chosen.say).includes(value?.explanation ?? '');
    if (isAsGiven && value !== null) onChange({ ...value, explanation: chosen.say[language] });
  }
  return (
    <div ref={row} className={styles['refusal']}>
      <FormRow label={t('intake.refusalReason')} for={id}>
        <select
          id={id}
          className={styles['reason']}
          data-field="refusalReason"
          value={value?.reason ?? ''}
          disabled={disabled}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="" disabled>
            {t('intake.refusalHint')}
          </option>
          {refusals.map((each) => (
            <option key={each.reason} value={each.reason}>
              {named(each, i18n.language)}
            </option>
          ))}
        </select>
      </FormRow>
      <FormRow label={t('intake.sayIn')}>
        <ChoiceRow
          label={t('intake.sayIn')}
          choices={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
          value={spoken}
          disabled={disabled}
          onChange={(language) => speak(language as Spoken)}
        />
      </FormRow>
      {value !== null && (
        <FormRow label={t('intake.sayThis')} for={`${id}-say`} wide>
          <Input.TextArea
            id={`${id}-say`}
            data-field="refusal"
            className={styles['say'] ?? ''}
            value={value.explanation}
            maxLength={2_000}
            data-grows
            disabled={disabled}
            onChange={(event) => onChange({ ...value, explanation: event.target.value })}
          />
        </FormRow>
      )}
    </div>
  );
}
