import { useCallback, useRef, useState, type ReactNode } from 'react';
import { useDeskState, useSettings } from '../app/desk-context.tsx';
import { useDeskKeys } from '../keys/use-desk-keys.ts';
import { Announcements } from './announcements.tsx';
import { CallBarRegion } from './call-bar-region.tsx';
import { CallerRegion } from './caller-region.tsx';
import { DraftRegion } from './draft-region.tsx';
import { FootRegion } from './foot-region.tsx';
import { HelpRegion } from './help-region.tsx';
import { Notices } from './notices.tsx';
import { SettingsRegion } from './settings-region.tsx';
import { useLayout } from './use-layout.ts';
import styles from './workbench.module.css';

/** 话务员工作台. Nothing of it but the call bar changes its height or colour when a call comes. */
export function Workbench(): ReactNode {
  const [settingsOpen, setSettingsOpen] = useState(false);
  const at = useRef<HTMLDivElement>(null);
  const layout = useLayout(at);
  const toggleSettings = useCallback(() => setSettingsOpen((open) => !open), []);
  const closeSettings = useCallback(() => setSettingsOpen(false), []);
  useDeskKeys(toggleSettings);
  const flash = useSettings((settings) => settings.flash);
  const ringing = useDeskState(({ phone }) => phone.call.kind === 'ringing');
  return (
    <div
      ref={at}
      className={styles['desk']}
      data-layout={layout.columns}
      data-flash={flash && ringing}
    >
      <CallBarRegion onSettings={toggleSettings} />
      <Notices />
      <div className={styles['columns']}>
        <CallerRegion />
        <DraftRegion />
        {settingsOpen ? (
          <SettingsRegion onClose={closeSettings} />
        ) : (
          <HelpRegion stacked={layout.stacked} />
        )}
      </div>
      <FootRegion />
      <Announcements />
    </div>
  );
}
