import type { TicketDraft } from '@hotline/domain/draft';
import type { HotlineView } from '@hotline/domain/protocol';
import { Checkbox, Input, Select } from 'antd';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { named } from '../words/named.ts';
import { CategoryField } from './category-field.tsx';
import { ChoiceRow } from './choice-row.tsx';
import styles from './draft-form.module.css';

export type DraftFormProps = {
  readonly draft: TicketDraft;
  readonly hotline: Pick<HotlineView, 'ticketKinds' | 'urgencies' | 'categories'>;
  /** What is on its way to the bridge must not change under it. */
  readonly locked: boolean;
  readonly onChange: (change: Partial<TicketDraft>) => void;
};

/** 工单草稿: all fields in the order of a talk, from the title to the handling; Tab goes from the first to the last. */
export function DraftForm({ draft, hotline, locked, onChange }: DraftFormProps): ReactNode {
  const { t, i18n } = useTranslation();
  const id = useId();
  const choices = (items: HotlineView['urgencies']) =>
    items.map((item) => ({ value: item.id, label: named(item, i18n.language) }));
  const field = (name: string) => `${id}-${name}`;
  const text = (
    name: 'title' | 'place' | 'personsConcerned' | 'callerName' | 'contactNumber',
    most: number,
    hint?: string,
  ) => (
    <Input
      id={field(name)}
      data-field={name}
      value={draft[name]}
      title={draft[name]}
      maxLength={most}
      placeholder={hint}
      disabled={locked}
      autoComplete="off"
      onChange={(event) => onChange({ [name]: event.target.value })}
    />
  );
  const check = (name: 'secret' | 'unrest' | 'replyWanted', more?: string) => (
    <Checkbox
      checked={draft[name]}
      disabled={locked}
      title={more ?? ''}
      onChange={(event) => onChange({ [name]: event.target.checked })}
    >
      {t(`draft.${name}`)}
    </Checkbox>
  );
  return (
    <form
      className={styles['form']}
      aria-label={t('draft.region')}
      data-draft={draft.draftId}
      onSubmit={(event) => event.preventDefault()}
    >
      <div className={styles['grid']}>
        <Row label={t('draft.title')} for={field('title')} wide>
          {text('title', 200, t('draft.titleHint'))}
        </Row>
        <Row label={t('draft.category')} for={field('category')}>
          <CategoryField
            id={field('category')}
            categories={hotline.categories}
            value={draft.categoryCode}
            disabled={locked}
            onChange={(categoryCode) => onChange({ categoryCode })}
          />
        </Row>
        <Row label={t('draft.tags')} for={field('tags')}>
          <Select
            id={field('tags')}
            aria-label={t('draft.tags')}
            mode="tags"
            open={false}
            suffixIcon={null}
            maxCount={32}
            maxTagCount="responsive"
            tokenSeparators={[',', '，', ' ']}
            placeholder={t('draft.tagsHint')}
            value={[...draft.tags]}
            disabled={locked}
            onChange={(tags: string[]) => onChange({ tags: tags.map((tag) => tag.slice(0, 32)) })}
          />
        </Row>
        <Row label={t('draft.kind')} wide>
          <ChoiceRow
            label={t('draft.kind')}
            choices={choices(hotline.ticketKinds)}
            value={draft.kind}
            disabled={locked}
            onChange={(kind) => onChange({ kind })}
          />
        </Row>
        <Row label={t('draft.urgency')}>
          <ChoiceRow
            label={t('draft.urgency')}
            choices={choices(hotline.urgencies)}
            value={draft.urgency}
            disabled={locked}
            onChange={(urgency) => onChange({ urgency })}
          />
        </Row>
        <Row label={t('draft.marks')}>
          <div className={styles['checks']}>
            {check('secret', t('draft.secretMore'))}
            {check('unrest')}
            {check('replyWanted')}
          </div>
        </Row>
      </div>
      <div className={styles['text']}>
        <label htmlFor={field('text')}>
          {t('draft.text')}
          <small>{t('draft.textCount', { n: draft.text.length })}</small>
        </label>
        <Input.TextArea
          id={field('text')}
          aria-label={t('draft.text')}
          data-field="text"
          value={draft.text}
          maxLength={60_000}
          placeholder={t('draft.textHint')}
          disabled={locked}
          onChange={(event) => onChange({ text: event.target.value })}
        />
      </div>
      <div className={styles['grid']}>
        <Row label={t('draft.place')} for={field('place')}>
          {text('place', 300, t('draft.placeHint'))}
        </Row>
        <Row label={t('draft.concerned')} for={field('personsConcerned')}>
          {text('personsConcerned', 300, t('draft.concernedHint'))}
        </Row>
        <Row label={t('draft.callerName')} for={field('callerName')}>
          {text('callerName', 64)}
        </Row>
        <Row label={t('draft.contactNumber')} for={field('contactNumber')}>
          {text('contactNumber', 32, t('draft.contactNumberHint'))}
        </Row>
        <Row label={t('draft.preference')}>
          <ChoiceRow
            label={t('draft.preference')}
            choices={(['any', 'voice', 'text-only'] as const).map((value) => ({
              value,
              label: t(`caller.prefers.${value}`),
            }))}
            value={draft.contactPreference}
            disabled={locked}
            onChange={(value) =>
              onChange({ contactPreference: value as TicketDraft['contactPreference'] })
            }
          />
        </Row>
        <Row label={t('draft.handling')}>
          <ChoiceRow
            label={t('draft.handling')}
            choices={(['direct', 'assign', 'void'] as const).map((value) => ({
              value,
              label: t(`draft.handlings.${value}`),
            }))}
            value={draft.handling}
            disabled={locked}
            onChange={(value) => onChange({ handling: value as TicketDraft['handling'] })}
          />
        </Row>
      </div>
    </form>
  );
}

function Row(props: {
  readonly label: string;
  readonly for?: string;
  /** Takes both columns. */
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
