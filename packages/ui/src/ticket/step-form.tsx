import type { TicketTerms } from '@hotline/domain/ticket-api';
import {
  isDissatisfied,
  MAX_STEP_TEXT,
  type RefusalReason,
  type TicketStep,
} from '@hotline/domain/ticket';
import { Button, Input, Select } from 'antd';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceRow } from '../draft/choice-row.tsx';
import { named } from '../words/named.ts';
import {
  needsOf,
  stepFields,
  type GivenScore,
  type StepField,
  type StepValues,
} from '@hotline/domain/ticket-form';
import styles from './step-form.module.css';

export type StepFormProps = {
  readonly step: TicketStep;
  readonly values: StepValues;
  readonly terms: TicketTerms;
  readonly sending: boolean;
  /** Why it was not done, in words. */
  readonly refusal: string | null;
  readonly onChange: (change: Partial<StepValues>) => void;
  readonly onSend: () => void;
  readonly onCancel: () => void;
};

const scores: readonly GivenScore[] = [
  'very-satisfied',
  'satisfied',
  'neutral',
  'dissatisfied',
  'very-dissatisfied',
  'none',
];
const reasons: readonly RefusalReason[] = [
  'litigation',
  'arbitration',
  'discipline-inspection',
  'administrative-review',
  'information-disclosure',
  'petition',
  'secret-or-privacy',
  'public-order',
  'being-handled',
  'already-answered',
  'no-substance',
];

/** One step, inline: what it does in a sentence, what it needs, and the key that does it. Esc closes; nothing typed is lost. */
export function StepForm(props: StepFormProps): ReactNode {
  const { t } = useTranslation();
  const { step, values } = props;
  const form = useRef<HTMLFormElement>(null);
  const needs = needsOf(step, values);
  useEffect(() => {
    form.current
      ?.querySelector<HTMLElement>('input:not([type=hidden]), textarea, button[type=submit]')
      ?.focus();
  }, []);
  const send = () => {
    if (needs.length === 0 && !props.sending) props.onSend();
  };
  return (
    // Keys of the form itself: Ctrl+Enter sends, Esc closes.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={form}
      className={styles['form']}
      aria-label={t(`ticket.step.${step}`)}
      data-step={step}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') props.onCancel();
        else if (event.key === 'Enter' && event.ctrlKey) send();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <p className={styles['effect']}>{t(`ticket.effect.${step}`)}</p>
      {stepFields[step].map((field) => (
        <Field key={field} field={field} {...props} />
      ))}
      {props.refusal !== null && (
        <p role="alert" className={styles['refusal']}>
          {props.refusal}
        </p>
      )}
      <div className={styles['foot']}>
        <output>
          {props.sending
            ? t('ticket.sending')
            : needs.includes('shorter-text')
              ? t('ticket.tooLong', { n: values.text.trim().length, most: MAX_STEP_TEXT })
              : needs.length > 0
                ? t('ticket.fill', {
                    fields: needs.map((need) => t(`ticket.needs.${need}`)).join(t('joiner')),
                  })
                : ''}
        </output>
        <Button onClick={props.onCancel}>
          {t('ticket.cancel')} <kbd>Esc</kbd>
        </Button>
        <Button type="primary" htmlType="submit" disabled={needs.length > 0 || props.sending}>
          {t('ticket.doStep', { step: t(`ticket.step.${step}`) })} <kbd>Ctrl+Enter</kbd>
        </Button>
      </div>
    </form>
  );
}

function Field({
  field,
  step,
  values,
  terms,
  sending,
  onChange,
}: StepFormProps & { readonly field: StepField }): ReactNode {
  const { t, i18n } = useTranslation();
  const id = useId();
  switch (field) {
    case 'units': {
      const options = terms.units.map((unit) => ({
        value: unit.id,
        label: named(unit, i18n.language),
        initials: unit.initials,
      }));
      const showSearch = {
        filterOption: (typed: string, option?: { label: string; initials: string }) =>
          option !== undefined &&
          (option.label.toLowerCase().includes(typed.toLowerCase()) ||
            option.initials.startsWith(typed.toLowerCase())),
      };
      return (
        <>
          <Labelled label={t('ticket.field.main')} htmlFor={`${id}-main`}>
            <Select
              id={`${id}-main`}
              className={styles['wide'] ?? ''}
              placeholder={t('ticket.field.unitHint')}
              showSearch={showSearch}
              disabled={sending}
              value={values.main}
              onChange={(main: string) =>
                onChange({ main, joint: values.joint.filter((unit) => unit !== main) })
              }
              options={options}
            />
          </Labelled>
          <Labelled label={t('ticket.field.joint')} htmlFor={`${id}-joint`}>
            <Select
              id={`${id}-joint`}
              mode="multiple"
              className={styles['wide'] ?? ''}
              placeholder={t('ticket.field.unitHint')}
              showSearch={showSearch}
              disabled={sending}
              value={[...values.joint]}
              onChange={(joint: string[]) => onChange({ joint })}
              options={options.filter(({ value }) => value !== values.main)}
            />
          </Labelled>
        </>
      );
    }
    case 'text': {
      const labels = t('ticket.field.text', { returnObjects: true }) as Readonly<
        Record<string, string>
      >;
      return (
        <Labelled label={labels[step] ?? ''} htmlFor={id}>
          <Input.TextArea
            id={id}
            data-grows
            disabled={sending}
            value={values.text}
            onChange={({ target }) => onChange({ text: target.value })}
          />
        </Labelled>
      );
    }
    case 'into':
      return (
        <Labelled label={t('ticket.field.into')} htmlFor={id}>
          <Input
            id={id}
            className={styles['wide'] ?? ''}
            placeholder="20261125-000123"
            maxLength={32}
            disabled={sending}
            value={values.into}
            onChange={({ target }) => onChange({ into: target.value })}
          />
        </Labelled>
      );
    case 'reason':
      return (
        <Labelled label={t('ticket.field.reason')} htmlFor={id}>
          <Select
            id={id}
            className={styles['wide'] ?? ''}
            disabled={sending}
            value={values.reason}
            onChange={(reason: RefusalReason) => onChange({ reason })}
            options={reasons.map((value) => ({ value, label: t(`ticket.refusalReason.${value}`) }))}
          />
        </Labelled>
      );
    case 'verdict':
      return yesNo('verdict', t('ticket.field.verdict'), {
        yes: t(step === 'audit' ? 'ticket.choice.passed' : 'ticket.choice.upheld'),
        no: t(step === 'audit' ? 'ticket.choice.failed' : 'ticket.choice.rejected'),
      });
    case 'revisit':
      return (
        <>
          {yesNo('reached', t('ticket.field.reached'), {
            yes: t('ticket.choice.reached'),
            no: t('ticket.choice.missed'),
          })}
          {values.reached === true && (
            <>
              {yesNo('contacted', t('ticket.field.contacted'), plainAnswers())}
              {yesNo('solved', t('ticket.field.solved'), plainAnswers())}
            </>
          )}
        </>
      );
    default:
      return (['acceptance', 'handling'] as const).map((stage) => (
        <Labelled key={stage} label={t(`ticket.field.${stage}`)}>
          <ChoiceRow
            label={t(`ticket.field.${stage}`)}
            disabled={sending}
            choices={scores.map((value) => ({
              value,
              label: t(`ticket.score.${value}`),
            }))}
            value={values[stage] ?? ''}
            onChange={(value) => onChange({ [stage]: scores.find((one) => one === value) ?? null })}
          />
          {stage === 'handling' && isBad(values.handling) && (
            <span className={styles['hint']}>{t('ticket.effect.redo')}</span>
          )}
        </Labelled>
      ));
  }

  function plainAnswers() {
    return {
      yes: t('ticket.choice.yes'),
      no: t('ticket.choice.no'),
      unknown: t('ticket.choice.unknown'),
    };
  }
  function yesNo(
    name: 'verdict' | 'reached' | 'contacted' | 'solved',
    label: string,
    words: { readonly yes: string; readonly no: string; readonly unknown?: string },
  ): ReactNode {
    const value = values[name];
    const unset = words.unknown === undefined ? '' : 'unknown';
    return (
      <Labelled label={label}>
        <ChoiceRow
          label={label}
          disabled={sending}
          choices={Object.entries(words).map(([each, said]) => ({ value: each, label: said }))}
          value={value === null ? unset : value ? 'yes' : 'no'}
          onChange={(chosen) =>
            onChange({ [name]: chosen === 'unknown' ? null : chosen === 'yes' })
          }
        />
      </Labelled>
    );
  }
}

const isBad = (score: GivenScore | null) =>
  score !== null && score !== 'none' && isDissatisfied(score);

/** A group of choices names itself; a single field is named by its label. */
function Labelled(props: {
  readonly label: string;
  readonly htmlFor?: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className={styles['labelled']}>
      {props.htmlFor === undefined ? (
        <span>{props.label}</span>
      ) : (
        <label htmlFor={props.htmlFor}>{props.label}</label>
      )}
      {props.children}
    </div>
  );
}
