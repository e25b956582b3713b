import { ClockProvider, DeskTheme, Guard } from '@hotline/ui';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { DeskPlatform } from '../../shared/desk-platform.ts';
import { styleNonce } from '../platform/style-nonce.ts';
import { HallScreen } from '../hall/hall-screen.tsx';
import { OfficeDesk } from '../tickets/office-desk.tsx';
import { SignInScreen } from '../workbench/sign-in-screen.tsx';
import { Workbench } from '../workbench/workbench.tsx';
import { DeskContext } from './desk-context.tsx';
import type { Desk } from './desk.ts';
import { usePlatformCondition } from './use-platform-condition.ts';

export function App(props: { readonly desk: Desk; readonly platform: DeskPlatform }): ReactNode {
  const { desk } = props;
  const scheme = useStore(desk.settings, (settings) => settings.scheme);
  const textSize = useStore(desk.settings, (settings) => settings.textSize);
  const language = useStore(desk.settings, (settings) => settings.language);
  const seatZone = useStore(desk.state, ({ link }) => link.data?.hotline.timeZone ?? null);
  // Without a seat's connection the tickets' own words say it.
  const termsZone = useStore(desk.tickets.state, ({ terms }) => terms?.hotline.timeZone ?? null);
  const hallZone = useStore(desk.hall.state, ({ view }) => view?.timeZone ?? null);
  const zone = termsZone ?? hallZone ?? seatZone;
  return (
    <DeskContext value={desk}>
      <ClockProvider clock={desk.clock} zone={zone}>
        <DeskTheme choice={scheme} scale={textSize / 100} language={language} nonce={styleNonce()}>
          <Screen platform={props.platform} desk={desk} />
        </DeskTheme>
      </ClockProvider>
    </DeskContext>
  );
}

function Screen({ desk, platform }: { desk: Desk; platform: DeskPlatform }): ReactNode {
  const shown = useStore(desk.state, ({ stage, link }) => {
    if (stage.kind !== 'signed-in') return 'sign-in';
    if (stage.person.role === 'office') return 'office';
    if (stage.person.role === 'hall') return 'hall';
    return link.data === null ? 'sign-in' : 'seat';
  });
  usePlatformCondition(desk, platform);
  return (
    <Guard part={shown === 'hall' ? 'hall' : 'desk'} about={shown}>
      {screens[shown]}
    </Guard>
  );
}

const screens = {
  seat: <Workbench />,
  office: <OfficeDesk />,
  hall: <HallScreen />,
  'sign-in': <SignInScreen />,
} as const;
