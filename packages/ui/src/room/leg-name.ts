import type { LegView } from '@hotline/domain/protocol';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** A leg by role and name: 坐席 1004, 班长 1901, 市人社局; a seat is known by its number, everybody else by name. */
export function useLegName(): (leg: Pick<LegView, 'role' | 'label'>) => string {
  const { t } = useTranslation();
  return useCallback(
    ({ role, label }) => {
      if (role === 'caller') return t('room.role.caller');
      if (!/^\d+$/.test(label)) return label;
      if (role === 'leader') return t('room.leaderSeat', { seat: label });
      return role === 'seat' || role === 'colleague' || role === 'specialist'
        ? t('room.otherSeat', { seat: label })
        : label;
    },
    [t],
  );
}
