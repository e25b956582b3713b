import { useDesk, useDeskState } from '../app/desk-context.tsx';
import { useNow } from './use-now.ts';

/** The hotline's day, `2026-11-25`; looked at again every minute. */
export function useToday(): string {
  useNow(60_000);
  const timeZone = useDeskState(({ link }) => link.data?.hotline.timeZone ?? 'Asia/Shanghai');
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(useDesk().clock());
}
