import { OfficeBar } from '@hotline/ui';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useDesk, useDeskState, useSettings } from '../app/desk-context.tsx';
import { TicketsScreen } from './tickets-screen.tsx';
import styles from './tickets.module.css';

/** The desk of somebody without a telephone (派单员, 经办人): tickets alone. */
export function OfficeDesk(): ReactNode {
  const desk = useDesk();
  const terms = useStore(desk.tickets.state, (state) => state.terms);
  const name = useDeskState(({ stage }) =>
    stage.kind === 'signed-in' ? stage.person.personName : '',
  );
  const language = useSettings((settings) => settings.language);
  const scheme = useSettings((settings) => settings.scheme);
  return (
    <div className={styles['office']}>
      <OfficeBar
        terms={terms}
        name={name}
        language={language}
        scheme={scheme}
        onLanguage={(chosen) => desk.changeSettings({ language: chosen })}
        onScheme={(chosen) => desk.changeSettings({ scheme: chosen })}
        onSignOut={() => void desk.signOut()}
      />
      <TicketsScreen onBack={null} />
    </div>
  );
}
