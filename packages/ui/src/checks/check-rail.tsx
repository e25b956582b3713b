import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../ticket/ticket-rail.module.css';

export const checkSections = [
  'recordings',
  'to-check',
  'drafts',
  'published',
  'appealed',
  'decided',
  'closed',
  'calibrations',
  'own',
] as const;
export type CheckSection = (typeof checkSections)[number];

/** What stands at the left: recordings, and the reviews by what has become of them. */
export function CheckRail(props: {
  readonly sections: readonly CheckSection[];
  readonly chosen: CheckSection;
  readonly onChoose: (section: CheckSection) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <nav className={styles['rail']} aria-label={t('checks.sections')}>
      {props.sections.map((section) => (
        <button
          key={section}
          type="button"
          aria-current={section === props.chosen ? 'page' : undefined}
          data-section={section}
          onClick={() => props.onChoose(section)}
        >
          <span>{t(`checks.section.${section}`)}</span>
        </button>
      ))}
    </nav>
  );
}
