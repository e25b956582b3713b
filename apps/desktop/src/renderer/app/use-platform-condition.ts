import type { AlarmView } from '@hotline/domain/protocol';
import { useAlarmWords } from '@hotline/ui';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DeskPlatform } from '../../shared/desk-platform.ts';
import { calling } from '../phone/softphone-view.ts';
import type { Desk } from './desk.ts';

/** Keeps the platform told: window title, closing during a call, the flashing frame and tray while it rings. */
export function usePlatformCondition(desk: Desk, platform: DeskPlatform): void {
  const { t } = useTranslation();
  const language = useStore(desk.settings, (settings) => settings.language);
  const practice = useStore(
    desk.state,
    ({ link, hotline }) => link.data?.hotline.practice ?? hotline?.practice ?? false,
  );
  const callUnderWay = useStore(desk.state, ({ phone }) => phone.call.kind !== 'none');
  const isHall = useStore(
    desk.state,
    ({ stage }) => stage.kind === 'signed-in' && stage.person.role === 'hall',
  );
  const ringing = useStore(desk.state, ({ phone }) => phone.call.kind === 'ringing');
  const caller = useStore(desk.state, calling);
  useEffect(() => {
    void platform.condition({ practice, callUnderWay, isHall, language }).catch(() => undefined);
  }, [platform, practice, callUnderWay, isHall, language]);
  const title = `${t('state.ringing')} ${caller?.numberMasked ?? ''}`.trim();
  const body = [caller?.place, caller?.specialGroup].filter(Boolean).join(' · ');
  const alarm = useStore(desk.state, ({ link }) => link.data?.alarms.find(isLoud) ?? null);
  const words = useAlarmWords();
  const alarmTitle = alarm === null ? '' : t('alarm.notice', { what: words.what(alarm) });
  const alarmBody = alarm === null ? '' : words.value(alarm);
  useEffect(() => {
    const wanted = ringing
      ? ({ kind: 'ringing', title, body } as const)
      : alarmTitle !== ''
        ? ({ kind: 'alarm', title: alarmTitle.slice(0, 100), body: alarmBody } as const)
        : ({ kind: 'none' } as const);
    void platform.attention(wanted).catch(() => undefined);
  }, [platform, ringing, title, body, alarmTitle, alarmBody]);
}

/** Holds, makes a sound, and nobody has said that they know. */
const isLoud = ({ sound, clearedAt, acknowledged }: AlarmView): boolean =>
  sound && clearedAt === null && acknowledged === null;
