import { HallBoard } from '@hotline/ui';
import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useDesk, useSettings } from '../app/desk-context.tsx';

/** 大屏, full-screen: D changes light and dark, the space bar turns the page, F fills the screen. */
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
      if (key === 'f' || key === 'F') void document.documentElement.requestFullscreen();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [desk, scheme]);
  return (
    <HallBoard view={view} turn={turn} isStale={isStale} onLeave={() => void desk.signOut()} />
  );
}
