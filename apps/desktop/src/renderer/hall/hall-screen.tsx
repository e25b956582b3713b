import { HallBoard } from '@hotline/ui';
import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useDesk, useSettings } from '../app/desk-context.tsx';

/**
 * 大屏: D changes light and dark, the space bar turns the page, F fills the screen and gives it back. In Electron the window
 * fills it by itself, and main has that key: the page may not ask for it there.
 */
export function HallScreen(): ReactNode {
  const desk = useDesk();
  const { view, isStale, turn } = useStore(desk.hall.state);
  const scheme = useSettings((settings) => settings.scheme);
  useEffect(() => {
    const press = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): void => {
      if (ctrlKey || altKey || metaKey) return;
      if (key === 'd' || key === 'D')
        desk.changeSettings({ scheme: scheme === 'light' ? 'dark' : 'light' });
      if (key === ' ') desk.hall.next();
      if (key === 'f' || key === 'F') void turnFullScreen().catch(() => undefined);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [desk, scheme]);
  return (
    <HallBoard view={view} turn={turn} isStale={isStale} onLeave={() => void desk.signOut()} />
  );
}

const turnFullScreen = (): Promise<void> =>
  document.fullscreenElement === null
    ? document.documentElement.requestFullscreen()
    : document.exitFullscreen();
