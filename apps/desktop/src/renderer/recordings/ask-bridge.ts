/** One question to the bridge over HTTP for whoever is signed in. Never rejects. */
import { err, ok, type Result } from '@hotline/domain/result';
import { z } from 'zod';
import type { DeskCore } from '../app/desk-core.ts';

export type BridgeRefusal =
  /** Nothing answered, or something that is not the bridge. */
  | { readonly code: 'offline' }
  | {
      readonly code: string;
      readonly status: number;
      /** What the refusal is about. */
      readonly item?: string;
      /** What the bridge sent beside its code. */
      readonly body: unknown;
    };
type Shape<T> = { parse(value: unknown): T };
export type AskBridge = <T>(
  path: string,
  shape: Shape<T>,
  body?: unknown,
) => Promise<Result<T, BridgeRefusal>>;

const WITHIN_MS = 8_000;
const refusalShape = z.object({ code: z.string(), item: z.string().optional() });

/** `path` below `/api/v1/`; with a `body` it is a POST. */
export function askBridge({ ports, get }: Pick<DeskCore, 'ports' | 'get'>): AskBridge {
  return async (path, shape, body) => {
    const { stage } = get();
    const token = stage.kind === 'signed-in' ? stage.person.token : '';
    try {
      const answer = await ports.fetcher(new URL(`/api/v1/${path}`, ports.info.bridgeUrl), {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        signal: AbortSignal.timeout(WITHIN_MS),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const value: unknown = await answer.json();
      if (answer.ok) return ok(shape.parse(value));
      const told = refusalShape.safeParse(value);
      const { code, item } = told.success ? told.data : { code: 'failed', item: undefined };
      return err({
        code,
        status: answer.status,
        body: value,
        ...(item === undefined ? {} : { item }),
      });
    } catch {
      return err({ code: 'offline' });
    }
  };
}
