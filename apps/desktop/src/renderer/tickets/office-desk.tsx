import { OfficeBar } from '@hotline/ui';
import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useDesk, useDeskState, useSettings } from '../app/desk-context.tsx';
import { KnowledgeOfficeRegion } from '../workbench/knowledge-office-region.tsx';
import { TicketsScreen } from './tickets-screen.tsx';
import styles from './tickets.module.css';

/** The desk of somebody without a telephone (派单员, 经办人): tickets, and for a unit's clerk what was said of its knowledge. */
export function OfficeDesk(): ReactNode {
  const desk = useDesk();
  const terms = useStore(desk.tickets.state, (state) => state.terms);
  const name = useDeskState(({ stage }) =>
    stage.kind === 'signed-in' ? stage.person.personName : '',
  );
  const language = useSettings((settings) => settings.language);
  const scheme = useSettings((settings) => settings.scheme);
  const { knowledgeOffice: office } = desk;
  const counts = useStore(office.state, (state) => state.counts);
  const isAtReports = useDeskState(({ screen }) => screen === 'knowledge');
  const actsForUnit = terms?.actor.role === 'unit-clerk';
  useEffect(() => {
    if (actsForUnit) void office.peek();
  }, [actsForUnit, office]);
  return (
    <div className={styles['office']}>
      <OfficeBar
        terms={terms}
        name={name}
        language={language}
        scheme={scheme}
        onLanguage={(chosen) => desk.changeSettings({ language: chosen })}
        onScheme={(chosen) => desk.changeSettings({ scheme: chosen })}
        reports={
          actsForUnit
            ? {
                count: counts?.reports ?? 0,
                isShown: isAtReports,
                onToggle: () => office.toggle(),
              }
            : null
        }
        onSignOut={() => void desk.signOut()}
      />
      {isAtReports ? <KnowledgeOfficeRegion /> : <TicketsScreen onBack={null} />}
    </div>
  );
}
