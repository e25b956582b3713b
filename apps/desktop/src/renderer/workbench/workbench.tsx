import { assertNever } from '@hotline/domain/result';
import { Empty, Guard, type GuardedPart } from '@hotline/ui';
import { Activity, lazy, Suspense, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDesk, useDeskState, useDrafts, useSettings } from '../app/desk-context.tsx';
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

/** 话务员工作台. Nothing of it but the call bar changes its height or colour when a call comes. Each part fails alone. */
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
      <OfCall part="callBar">
        <CallBarRegion />
      </OfCall>
      <OfCall part="notices">
        <Notices />
        <NoteRegion />
      </OfCall>
      <Activity mode={isAtTickets || isAtRecordings || isAtReports ? 'hidden' : 'visible'}>
        {screen === 'knowledge' && !emergency ? (
          <Guard part="knowledge">
            <KnowledgeOfficeRegion />
          </Guard>
        ) : screen === 'leader' && !emergency ? (
          <Guard part="leader">
            <LeaderScreen />
          </Guard>
        ) : (
          <div className={styles['columns']}>
            <OfCall part="caller">
              <CallerRegion />
            </OfCall>
            <OfDraft>
              <DraftRegion />
            </OfDraft>
            {emergency ? (
              <OfCall part="emergency">
                <EmergencyRegion />
              </OfCall>
            ) : (
              <Guard part="aside" about={aside}>
                <Aside stacked={layout.stacked} />
              </Guard>
            )}
          </div>
        )}
      </Activity>
      {(isAtTickets || wasAtTickets) && (
        <Activity mode={isAtTickets ? 'visible' : 'hidden'}>
          <Guard part="tickets">
            <TicketsScreen onBack={desk.tickets.leave} />
          </Guard>
        </Activity>
      )}
      {isAtRecordings && (
        <Guard part="recordings">
          <RecordingsScreen />
        </Guard>
      )}
      {wasAtReports && (
        <Activity mode={isAtReports ? 'visible' : 'hidden'}>
          <Reports />
        </Activity>
      )}
      <OfCall part="foot">
        <FootRegion />
        <Announcements />
        {!isAtReports && <SealedPrintRegion />}
      </OfCall>
    </div>
  );
}

/** A part about the call. It alone is drawn again when another call comes, not the workbench. */
function OfCall(props: { readonly part: GuardedPart; readonly children: ReactNode }): ReactNode {
  const callId = useDeskState(({ link }) => link.data?.call?.callId ?? null);
  return <Guard {...props} about={callId} />;
}

function OfDraft({ children }: { readonly children: ReactNode }): ReactNode {
  const draft = useDrafts((drafts) => drafts.active);
  return (
    <Guard part="draft" about={draft}>
      {children}
    </Guard>
  );
}

/** With the charts, which no seat needs at its start. */
const fetchReports = () =>
  lazy(async () => ({
    default: (await import('../reports/reports-screen.tsx')).ReportsScreen,
  }));

/** The web seat fetches them from the bridge, which may be away: then once more. */
function Reports(): ReactNode {
  const { t } = useTranslation();
  const [Fetched, setFetched] = useState(fetchReports);
  return (
    <Guard part="reports" onAgain={() => setFetched(fetchReports)}>
      <Suspense fallback={<Empty>{t('reports.opening')}</Empty>}>
        <Fetched />
      </Suspense>
    </Guard>
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
