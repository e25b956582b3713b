import { LanguageChoice, SignInForm, type SignInTrouble } from '@hotline/ui';
import type { ReactNode } from 'react';
import { useDesk, useDeskState, useSettings } from '../app/desk-context.tsx';

export function SignInScreen(): ReactNode {
  const desk = useDesk();
  const stage = useDeskState((state) => state.stage);
  // The log-in of before a reload, while no bridge answers that could say whether it still counts.
  const away = useDeskState((state) => state.link.awaySince !== null);
  const hotline = useDeskState((state) => state.hotline);
  const language = useSettings((settings) => settings.language);
  const lastPerson = useSettings((settings) => settings.lastPerson);
  return (
    <SignInForm
      hotlineName={hotline?.name ?? ''}
      practice={hotline?.practice ?? false}
      appVersion={desk.info.appVersion}
      lastPerson={lastPerson}
      under={stage.kind !== 'signed-out'}
      trouble={trouble()}
      onSignIn={(person, password) => void desk.signIn(person, password)}
    >
      <LanguageChoice
        value={language}
        onChange={(chosen) => desk.changeSettings({ language: chosen })}
      />
    </SignInForm>
  );

  function trouble(): SignInTrouble | null {
    if (stage.kind === 'signed-out') return stage.trouble;
    if (stage.kind === 'signed-in' && away)
      return { code: 'unreachable', url: desk.info.bridgeUrl };
    return null;
  }
}
