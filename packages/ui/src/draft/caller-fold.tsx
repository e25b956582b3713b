import type { TicketDraft } from '@hotline/domain/draft';
import type { IntakeLists, PlaceIndex } from '@hotline/domain/intake';
import { AutoComplete, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { named } from '../words/named.ts';
import { ChoiceRow } from './choice-row.tsx';
import { FormRow } from './form-row.tsx';
import { IdNumberField } from './id-number-field.tsx';
import { PlaceField } from './place-field.tsx';
import form from './draft-form.module.css';
import styles from './caller-fold.module.css';

/**
 * More about the caller, folded away: least data, asked only where the matter needs it. Whatever is filled in stands in
 * the fold's own line, so that nothing written is out of sight.
 */
export function CallerFold(props: {
  readonly id: string;
  readonly draft: TicketDraft;
  readonly specialGroups: IntakeLists['specialGroups'];
  readonly places: PlaceIndex;
  readonly near: string | null;
  readonly today: string;
  readonly locked: boolean;
  readonly onChange: (change: Partial<TicketDraft>) => void;
}): ReactNode {
  const { t, i18n } = useTranslation();
  const { draft, locked, onChange } = props;
  const [isOpen, setOpen] = useState(false);
  const field = (name: string) => `${props.id}-${name}`;
  const filled = [
    draft.callerSex === '' ? '' : t(`intake.sexes.${draft.callerSex}`),
    draft.callerKind === 'enterprise' ? draft.enterprise || t('intake.callerKinds.enterprise') : '',
    draft.specialGroup,
    draft.callerAddress,
    draft.idNumber === '' ? '' : t('intake.hasIdNumber'),
  ].filter((words) => words !== '');
  return (
    <details
      className={styles['fold']}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {t('intake.moreOfCaller')}
        <span className={styles['filled']} title={filled.join(' · ')}>
          {isOpen ? '' : filled.join(' · ')}
        </span>
      </summary>
      {isOpen && (
        <div className={form['grid']}>
          <FormRow label={t('intake.callerKind')}>
            <ChoiceRow
              label={t('intake.callerKind')}
              choices={(['person', 'enterprise'] as const).map((value) => ({
                value,
                label: t(`intake.callerKinds.${value}`),
              }))}
              value={draft.callerKind}
              disabled={locked}
              onChange={(value) => onChange({ callerKind: value as TicketDraft['callerKind'] })}
            />
          </FormRow>
          {draft.callerKind === 'enterprise' ? (
            <FormRow label={t('intake.enterprise')} for={field('enterprise')}>
              <Input
                id={field('enterprise')}
                data-field="enterprise"
                value={draft.enterprise}
                title={draft.enterprise}
                maxLength={128}
                disabled={locked}
                autoComplete="off"
                onChange={(event) => onChange({ enterprise: event.target.value })}
              />
            </FormRow>
          ) : (
            <FormRow label={t('intake.sex')}>
              <ChoiceRow
                label={t('intake.sex')}
                choices={(['', 'female', 'male'] as const).map((value) => ({
                  value,
                  label: t(`intake.sexes.${value === '' ? 'unsaid' : value}`),
                }))}
                value={draft.callerSex}
                disabled={locked}
                onChange={(value) => onChange({ callerSex: value as TicketDraft['callerSex'] })}
              />
            </FormRow>
          )}
          <FormRow label={t('intake.specialGroup')} for={field('specialGroup')}>
            <AutoComplete
              id={field('specialGroup')}
              className={styles['whole'] ?? ''}
              value={draft.specialGroup}
              disabled={locked}
              defaultActiveFirstOption={false}
              options={props.specialGroups.map((group) => ({
                value: group.zh,
                label: i18n.language === 'en' ? `${group.zh} · ${named(group, 'en')}` : group.zh,
              }))}
              onChange={(specialGroup: string) =>
                onChange({ specialGroup: (specialGroup ?? '').slice(0, 64) })
              }
            />
          </FormRow>
          <FormRow label={t('intake.callerAddress')} for={field('callerAddress')}>
            <PlaceField
              id={field('callerAddress')}
              label={t('intake.callerAddress')}
              name="callerAddress"
              index={props.places}
              near={props.near}
              value={draft.callerAddress}
              hint={t('intake.callerAddressHint')}
              disabled={locked}
              onChange={(callerAddress) => onChange({ callerAddress })}
            />
          </FormRow>
          <FormRow label={t('intake.idNumber')} for={field('idNumber')} wide>
            <IdNumberField
              id={field('idNumber')}
              value={draft.idNumber}
              today={props.today}
              disabled={locked}
              onChange={(idNumber) => onChange({ idNumber })}
            />
          </FormRow>
        </div>
      )}
    </details>
  );
}
