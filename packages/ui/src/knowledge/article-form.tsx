import type { Category } from '@hotline/domain/intake';
import type { ArticleForm, Attachment, FormField } from '@hotline/domain/knowledge';
import { CloseOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Select } from 'antd';
import { useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './article-form.module.css';

export type ArticleFormProps = {
  readonly form: ArticleForm;
  readonly wrong: readonly FormField[];
  readonly categories: readonly Category[];
  readonly fileTrouble: { readonly name: string; readonly why: 'not-taken' | 'offline' } | null;
  readonly onType: (change: Partial<ArticleForm>) => void;
  readonly onAttach: (file: File) => void;
};

/** 知识条目 as it is typed, from the title to the papers; what is wrong stands under its field. */
export function ArticleFormFields(props: ArticleFormProps): ReactNode {
  const { form, wrong, onType } = props;
  const { t } = useTranslation();
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const of = (name: FormField) => ({
    id: `${id}-${name}`,
    'data-field': name,
    'aria-invalid': wrong.includes(name),
    ...(wrong.includes(name)
      ? { status: 'error' as const, 'aria-describedby': `${id}-${name}-wrong` }
      : {}),
  });
  const field = (name: FormField, control: ReactNode, hint?: string) => (
    <div className={styles['field']} data-wide={['title', 'answer', 'steps'].includes(name)}>
      <label htmlFor={`${id}-${name}`}>
        {t(`office.fields.${name}`)}
        {hint !== undefined && <small>{hint}</small>}
      </label>
      {control}
      {wrong.includes(name) && (
        <p id={`${id}-${name}-wrong`} className={styles['wrong']} role="alert">
          {t(`office.wrong.${name}`)}
        </p>
      )}
    </div>
  );
  const line = (name: 'title' | 'unit' | 'region' | 'validFrom' | 'validTo', type = 'text') => (
    <Input
      {...of(name)}
      type={type}
      value={form[name]}
      title={form[name]}
      autoComplete="off"
      onChange={(event) => onType({ [name]: event.target.value })}
    />
  );
  const area = (name: 'answer' | 'steps' | 'keywords', rows: number) => (
    <Input.TextArea
      {...of(name)}
      rows={rows}
      value={form[name]}
      onChange={(event) => onType({ [name]: event.target.value })}
    />
  );
  const without = (gone: Attachment) =>
    onType({ attachments: form.attachments.filter((each) => each !== gone) });
  return (
    <div className={styles['grid']}>
      {field('title', line('title'))}
      {field('answer', area('answer', 6))}
      {field('steps', area('steps', 4), t('office.hints.steps'))}
      {field('keywords', area('keywords', 4), t('office.hints.keywords'))}
      <div className={styles['column']}>
        {field('unit', line('unit'))}
        {field(
          'category',
          <Select
            {...of('category')}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={form.category === '' ? null : form.category}
            options={props.categories.map(({ code, zh }) => ({
              value: code,
              label: `${code} ${zh}`,
            }))}
            onChange={(code: string | undefined) => onType({ category: code ?? '' })}
          />,
        )}
      </div>
      {field('region', line('region'), t('office.hints.region'))}
      <div className={styles['days']}>
        {field('validFrom', line('validFrom', 'date'))}
        {field('validTo', line('validTo', 'date'))}
      </div>
      {field(
        'attachments',
        <div className={styles['papers']}>
          {form.attachments.map((each) => (
            <span key={`${each.name} ${'url' in each ? each.url : each.hash}`}>
              {each.name}
              <button
                type="button"
                aria-label={t('office.detach', { name: each.name })}
                onClick={() => without(each)}
              >
                <CloseOutlined aria-hidden="true" />
              </button>
            </span>
          ))}
          <Button
            id={`${id}-attachments`}
            size="small"
            title={t('office.attachHint')}
            onClick={() => picker.current?.click()}
          >
            {t('office.attach')}
          </Button>
          <input
            ref={picker}
            hidden
            type="file"
            accept=".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.pptx,.ofd"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file !== undefined) props.onAttach(file);
              event.target.value = '';
            }}
          />
          {props.fileTrouble !== null && (
            <p className={styles['wrong']} role="alert">
              {t(
                props.fileTrouble.why === 'offline'
                  ? 'office.attachOffline'
                  : 'office.attachFailed',
                { name: props.fileTrouble.name },
              )}
            </p>
          )}
        </div>,
        t('office.attachHint'),
      )}
      <Checkbox
        className={styles['sample'] ?? ''}
        data-field="sample"
        checked={form.sample}
        onChange={(event) => onType({ sample: event.target.checked })}
      >
        {t('office.fields.sample')}
      </Checkbox>
    </div>
  );
}
