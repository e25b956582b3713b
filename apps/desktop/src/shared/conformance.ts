/** Comparisons of the conformance steps, which also run in a page: without a test runner. */
import { PlatformError, type PlatformErrorCode } from './desk-platform.ts';

/** Structural equality by canonical JSON; `undefined` and absent are the same here. */
export function equal(actual: unknown, expected: unknown): void {
  const [a, b] = [canonical(actual), canonical(expected)];
  if (a !== b) throw new Error(`expected ${b}\n but got ${a}`);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

export async function refuses(work: Promise<unknown>, code: PlatformErrorCode): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (error instanceof PlatformError && error.code === code) return;
    throw new Error(`expected the refusal ${code}, got ${String(error)}`, { cause: error });
  }
  throw new Error(`expected the refusal ${code}, but it was accepted`);
}
