import { QualityPanel } from '@hotline/ui';
import type { ReactNode } from 'react';
import { useDesk, useDeskState } from '../app/desk-context.tsx';
import { keyTexts } from '../keys/keymap.ts';
import { useMay } from './use-may.ts';

export function QualityRegion(): ReactNode {
  const desk = useDesk();
  const may = useMay();
  const trail = useDeskState((state) => state.trail);
  return (
    <QualityPanel
      trail={trail}
      onRebuild={may('rebuild') ? desk.rebuild : null}
      keyText={keyTexts.quality}
      settingsKey={keyTexts.settings}
      onSettings={() => desk.toggleAside('settings')}
      onClose={desk.closeAside}
    />
  );
}
