/** Failures of the browser's database in the words of the platform. */
import { PlatformError } from '../../shared/desk-platform.ts';

export async function asDiskFault<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof PlatformError) throw cause;
    throw new PlatformError(faultOf(cause), String(cause), { cause });
  }
}

function faultOf(cause: unknown) {
  const name = cause instanceof DOMException ? cause.name : '';
  if (name === 'QuotaExceededError') return 'disk-full';
  return name === 'VersionError' ? 'newer-drafts' : 'disk';
}
