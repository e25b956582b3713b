import { LanguageChoice, SignInForm } from '@hotline/ui';
import type { ReactNode } from 'react';
import { useDesk, useDeskState, useSettings } from '../app/desk-context.tsx';

export function SignInScreen(): ReactNode {
  const desk = useDesk();
  const stage = useDeskState((state) => state.stage);
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
      trouble={stage.kind === 'signed-out' ? stage.trouble : null}
      onSignIn={(person, password) => void desk.signIn(person, password)}
    >
      <LanguageChoice
        value={language}
        onChange={(chosen) => desk.changeSettings({ language: chosen })}
      />
    </SignInForm>
  );
}
