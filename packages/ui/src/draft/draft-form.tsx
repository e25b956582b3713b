import { channels, type TicketDraft } from '@hotline/domain/draft';
import type { CategoryIndex, IntakeLists, PlaceIndex } from '@hotline/domain/intake';
import type { HotlineView } from '@hotline/domain/protocol';
import { Checkbox, Input, Select } from 'antd';
import { useId, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { named } from '../words/named.ts';
import { CallerFold } from './caller-fold.tsx';
import { CategoryField } from './category-field.tsx';
import { ChoiceRow } from './choice-row.tsx';
import { FormRow } from './form-row.tsx';
import { PlaceField } from './place-field.tsx';
import { RefusalRow } from './refusal-row.tsx';
import { TextField, type PhraseKeys } from './text-field.tsx';
import styles from './draft-form.module.css';

/** What the form finds and completes with. */
export type IntakeView = {
  readonly categories: CategoryIndex;
  readonly places: PlaceIndex;
  readonly refusals: IntakeLists['refusals'];
  readonly specialGroups: IntakeLists['specialGroups'];
  readonly units: IntakeLists['units'];
  /** Codes of the categories this person used lately, the last one first. */
  readonly recent: readonly string[];
  /** Code of the caller's district; null: not known. */
  readonly near: string | null;
  /** `YYYY-MM-DD` in the hotline's zone. */
  readonly today: string;
  readonly phrases: PhraseKeys;
};

export type DraftFormProps = {
  readonly draft: TicketDraft;
  readonly hotline: Pick<HotlineView, 'ticketKinds' | 'urgencies'>;
  readonly intake: IntakeView;
  /** What is on its way to the bridge must not change under it. */
  readonly locked: boolean;
  readonly onChange: (change: Partial<TicketDraft>) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
};

/** 工单草稿: all fields in the order of a talk, from the title to the handling; Tab goes from the first to the last. */
export function DraftForm(props: DraftFormProps): ReactNode {
  const { draft, hotline, intake, locked, onChange } = props;
  const { t, i18n } = useTranslation();
  const id = useId();
  const choices = (items: HotlineView['urgencies']) =>
    items.map((item) => ({ value: item.id, label: named(item, i18n.language) }));
  const field = (name: string) => `${id}-${name}`;
  const text = (
    name: 'title' | 'personsConcerned' | 'callerName' | 'contactNumber',
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
  /** Before a field's own undo, which knows nothing of the other fields. */
  const undoKeys = (event: KeyboardEvent) => {
    const { key, ctrlKey, altKey, metaKey, shiftKey, nativeEvent } = event;
    if (!ctrlKey || altKey || metaKey || nativeEvent.isComposing) return;
    const letter = key.toLowerCase();
    const isUndo = letter === 'z' && !shiftKey;
    if (!isUndo && letter !== 'y' && letter !== 'z') return;
    event.preventDefault();
    event.stopPropagation();
    if (isUndo) props.onUndo();
    else props.onRedo();
  };
  const handlings = (['direct', 'assign', 'refuse', 'void'] as const).filter(
    (value) => value !== 'refuse' || intake.refusals.length > 0 || draft.handling === 'refuse',
  );
  return (
    <form
      className={styles['form']}
      aria-label={t('draft.region')}
      data-draft={draft.draftId}
      onSubmit={(event) => event.preventDefault()}
      onKeyDownCapture={undoKeys}
    >
      <div className={styles['grid']}>
        {draft.callId === null && (
          <FormRow label={t('intake.channel')} wide>
            <ChoiceRow
              label={t('intake.channel')}
              choices={channels.map((value) => ({ value, label: t(`intake.channels.${value}`) }))}
              value={draft.channel}
              disabled={locked}
              onChange={(value) => onChange({ channel: value as TicketDraft['channel'] })}
            />
          </FormRow>
        )}
        <FormRow label={t('draft.title')} for={field('title')} wide>
          {text('title', 200, t('draft.titleHint'))}
        </FormRow>
        <FormRow label={t('draft.category')} for={field('category')}>
          <CategoryField
            id={field('category')}
            index={intake.categories}
            recent={intake.recent}
            value={draft.categoryCode}
            disabled={locked}
            onChange={(categoryCode) => onChange({ categoryCode })}
          />
        </FormRow>
        <FormRow label={t('draft.tags')} for={field('tags')}>
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
        </FormRow>
        <FormRow label={t('draft.kind')} wide>
          <ChoiceRow
            label={t('draft.kind')}
            choices={choices(hotline.ticketKinds)}
            value={draft.kind}
            disabled={locked}
            onChange={(kind) => onChange({ kind })}
          />
        </FormRow>
        <FormRow label={t('draft.urgency')}>
          <ChoiceRow
            label={t('draft.urgency')}
            choices={choices(hotline.urgencies)}
            value={draft.urgency}
            disabled={locked}
            onChange={(urgency) => onChange({ urgency })}
          />
        </FormRow>
        <FormRow label={t('draft.marks')}>
          <div className={styles['checks']}>
            {check('secret', t('draft.secretMore'))}
            {check('unrest')}
            {check('replyWanted')}
          </div>
        </FormRow>
      </div>
      <TextField
        id={field('text')}
        value={draft.text}
        disabled={locked}
        keys={intake.phrases}
        onChange={(words) => onChange({ text: words })}
      />
      <div className={styles['grid']}>
        <FormRow label={t('draft.place')} for={field('place')}>
          <PlaceField
            id={field('place')}
            label={t('draft.place')}
            name="place"
            index={intake.places}
            near={intake.near}
            value={draft.place}
            hint={t('draft.placeHint')}
            disabled={locked}
            onChange={(place) => onChange({ place })}
          />
        </FormRow>
        <FormRow label={t('draft.concerned')} for={field('personsConcerned')}>
          {text('personsConcerned', 300, t('draft.concernedHint'))}
        </FormRow>
        <FormRow label={t('draft.callerName')} for={field('callerName')}>
          {text('callerName', 64)}
        </FormRow>
        <FormRow label={t('draft.contactNumber')} for={field('contactNumber')}>
          {text('contactNumber', 32, t('draft.contactNumberHint'))}
        </FormRow>
        <FormRow label={t('draft.preference')}>
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
        </FormRow>
        <FormRow label={t('draft.handling')}>
          <ChoiceRow
            label={t('draft.handling')}
            choices={handlings.map((value) => ({ value, label: t(`draft.handlings.${value}`) }))}
            value={draft.handling}
            disabled={locked}
            onChange={(value) => onChange({ handling: value as TicketDraft['handling'] })}
          />
        </FormRow>
        {draft.handling === 'assign' && intake.units.length > 0 && (
          <FormRow label={t('intake.units')} for={field('units')} wide>
            <Select
              id={field('units')}
              aria-label={t('intake.units')}
              mode="multiple"
              maxCount={8}
              placeholder={t('intake.unitsHint')}
              value={[...draft.units]}
              disabled={locked}
              showSearch={{ optionFilterProp: 'label' }}
              options={intake.units.map((unit) => ({
                value: unit.id,
                label: named(unit, i18n.language),
              }))}
              onChange={(units: string[]) => onChange({ units })}
            />
          </FormRow>
        )}
        {draft.handling === 'refuse' && (
          <RefusalRow
            refusals={intake.refusals}
            value={draft.refusal}
            disabled={locked}
            onChange={(refusal) => onChange({ refusal })}
          />
        )}
      </div>
      <CallerFold
        id={id}
        draft={draft}
        specialGroups={intake.specialGroups}
        places={intake.places}
        near={intake.near}
        today={intake.today}
        locked={locked}
        onChange={onChange}
      />
    </form>
  );
}
