import { assertNever } from '@hotline/domain/result';
import { Activity, lazy, Suspense, useRef, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useDesk, useDeskState, useSettings } from '../app/desk-context.tsx';
import { TicketsScreen } from '../tickets/tickets-screen.tsx';
import { RecordingsScreen } from '../recordings/recordings-screen.tsx';
import { useDeskKeys } from '../keys/use-desk-keys.ts';
import { Announcements } from './announcements.tsx';
import { CallBarRegion } from './call-bar-region.tsx';
import { CallerRegion } from './caller-region.tsx';
import { DraftRegion } from './draft-region.tsx';
import { EmergencyRegion, SealedPrintRegion } from './emergency-region.tsx';
import { FootRegion } from './foot-region.tsx';
import { HelpRegion } from './help-region.tsx';
import { FindRegion } from './find-region.tsx';
import { KnowledgeOfficeRegion } from './knowledge-office-region.tsx';
import { LeaderScreen } from './leader-screen.tsx';
import { NoteRegion } from './note-region.tsx';
import { Notices } from './notices.tsx';
import { QualityRegion } from './quality-region.tsx';
import { SettingsRegion } from './settings-region.tsx';
import { DialRegion, TransferRegion } from './transfer-region.tsx';
import { useLayout } from './use-layout.ts';
import styles from './workbench.module.css';

/** With the charts, which no seat needs at its start. */
const ReportsScreen = lazy(async () => ({
  default: (await import('../reports/reports-screen.tsx')).ReportsScreen,
}));

/** 话务员工作台. Nothing of it but the call bar changes its height or colour when a call comes. */
export function Workbench(): ReactNode {
  const desk = useDesk();
  const at = useRef<HTMLDivElement>(null);
  const layout = useLayout(at);
  useDeskKeys();
  const flash = useSettings((settings) => settings.flash);
  const ringing = useDeskState(({ phone }) => phone.call.kind === 'ringing');
  const aside = useDeskState((state) => state.aside);
  const screen = useDeskState((state) => state.screen);
  const leads = useDeskState(({ link }) => link.data?.seat.role === 'leader');
  const emergency = useDeskState((state) => state.emergency.kind !== 'closed');
  // An emergency has the workbench to itself.
  const isAtTickets = screen === 'tickets' && !emergency;
  const isAtRecordings = screen === 'recordings' && !emergency;
  const isAtReports = screen === 'reports' && !emergency;
  const wasAtReports = useStore(desk.reports.state, ({ place }) => place !== null);
  // Once opened it stays as it is behind the workbench.
  const wasAtTickets = useStore(desk.tickets.list.state, ({ readAt }) => readAt !== null);
  const alarm = useDeskState(
    ({ emergency: { kind } }) => kind !== 'closed' && kind !== 'explaining',
  );
  return (
    <div
      ref={at}
      className={styles['desk']}
      data-layout={layout.columns}
      data-aside={emergency ? 'emergency' : aside}
      data-leads={leads}
      data-alarm={alarm}
      data-flash={flash && ringing}
    >
      <CallBarRegion />
      <Notices />
      <NoteRegion />
      <Activity mode={isAtTickets || isAtRecordings || isAtReports ? 'hidden' : 'visible'}>
        {screen === 'knowledge' && !emergency ? (
          <KnowledgeOfficeRegion />
        ) : screen === 'leader' && !emergency ? (
          <LeaderScreen />
        ) : (
          <div className={styles['columns']}>
            <CallerRegion />
            <DraftRegion />
            {emergency ? <EmergencyRegion /> : <Aside stacked={layout.stacked} />}
          </div>
        )}
      </Activity>
      {(isAtTickets || wasAtTickets) && (
        <Activity mode={isAtTickets ? 'visible' : 'hidden'}>
          <TicketsScreen onBack={desk.tickets.leave} />
        </Activity>
      )}
      {isAtRecordings && <RecordingsScreen />}
      {wasAtReports && (
        <Activity mode={isAtReports ? 'visible' : 'hidden'}>
          <Suspense fallback={null}>
            <ReportsScreen />
          </Suspense>
        </Activity>
      )}
      <FootRegion />
      <Announcements />
      {!isAtReports && <SealedPrintRegion />}
    </div>
  );
}

/** The help column, or what was opened in its place. */
function Aside({ stacked }: { readonly stacked: boolean }): ReactNode {
  const desk = useDesk();
  const aside = useDeskState((state) => state.aside);
  switch (aside) {
    case 'none':
      return <HelpRegion stacked={stacked} />;
    case 'find':
      return <FindRegion />;
    case 'settings':
      return <SettingsRegion onClose={desk.closeAside} />;
    case 'transfer':
      return <TransferRegion />;
    case 'dial':
      return <DialRegion />;
    case 'quality':
      return <QualityRegion />;
    default:
      return assertNever(aside);
  }
}
