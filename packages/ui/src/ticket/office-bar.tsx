import type { TicketTerms } from '@hotline/domain/ticket-api';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageChoice, SchemeChoiceRow } from '../settings/settings-panel.tsx';
import type { SchemeChoice } from '../theme/desk-theme.tsx';
import type { Language } from '../words/index.ts';
import { nameOf } from './ticket-names.ts';
import styles from './office-bar.module.css';

/** Where a desk with a telephone has its call bar: which hotline this is, who is signed in, and the few settings. */
export function OfficeBar(props: {
  readonly terms: TicketTerms | null;
  readonly name: string;
  readonly language: Language;
  readonly scheme: SchemeChoice;
  readonly onLanguage: (language: Language) => void;
  readonly onScheme: (scheme: SchemeChoice) => void;
  /** 知识报错 that went to this person's unit; null: they act for no unit. */
  readonly reports: {
    readonly count: number;
    readonly isShown: boolean;
    readonly onToggle: () => void;
  } | null;
  readonly onSignOut: () => void;
}): ReactNode {
  const { t, i18n } = useTranslation();
  const { terms, name } = props;
  const unit = terms?.actor.unit;
  return (
    <header className={styles['bar']}>
      <h1>{terms?.hotline.name ?? t('tickets.title')}</h1>
      {terms?.hotline.practice === true && (
        <span className={styles['practice']} data-tone="warn">
          {t('bar.practice')}
        </span>
      )}
      <span className={styles['rest']}>
        {terms !== null && (
          <span data-testid="office-person">
            {t('tickets.signedInAs', { name, part: t(`tickets.part.${terms.actor.role}`) })}
            {unit !== undefined && ` · ${nameOf(terms.units, unit, i18n.language)}`}
          </span>
        )}
        {props.reports !== null && (
          <Button aria-pressed={props.reports.isShown} onClick={props.reports.onToggle}>
            {props.reports.isShown
              ? t('tickets.backToTickets')
              : t('tickets.reports', { n: props.reports.count })}
          </Button>
        )}
        <LanguageChoice value={props.language} onChange={props.onLanguage} />
        <SchemeChoiceRow value={props.scheme} onChange={props.onScheme} />
        <Button onClick={props.onSignOut}>{t('settings.signOut')}</Button>
      </span>
    </header>
  );
}
