import type { HotlineView } from '@hotline/domain/protocol';
import { named } from '@hotline/ui';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskState } from '../app/desk-context.tsx';

const none: HotlineView['emergencyTargets'] = [];

/** Name of whatever a call can be taken to: an emergency target, a seat by its number, an entry of the directory. */
export function useTargetName(): (id: string) => string {
  const { t, i18n } = useTranslation();
  const targets = useDeskState(({ link }) => link.data?.hotline.emergencyTargets ?? none);
  const directory = useDeskState(({ link }) => link.data?.hotline.directory);
  return useCallback(
    (id) => {
      if (targets.some((target) => target.id === id)) return id;
      const entry = directory?.find((each) => each.id === id || each.seat === id);
      if (entry !== undefined)
        return entry.seat === id
          ? `${named(entry, i18n.language)} ${id}`
          : named(entry, i18n.language);
      return /^\d{3,5}$/.test(id) ? t('room.otherSeat', { seat: id }) : id;
    },
    [targets, directory, t, i18n.language],
  );
}
