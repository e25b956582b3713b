import { useTranslation } from 'react-i18next';

/** Why something about tickets did not come about, in words; a code that this desk does not know is told as it is. */
export function useRefusalWords(): (code: string, year?: number) => string {
  const { t } = useTranslation();
  return (code, year) => {
    const known: Readonly<Record<string, string>> = t('ticket.refused', { returnObjects: true });
    return Object.hasOwn(known, code) && code !== 'unknown'
      ? (known[code] ?? '').replace('{{year}}', String(year ?? ''))
      : t('ticket.refused.unknown', { code });
  };
}
