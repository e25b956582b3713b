/** Who may find and hear recordings: the roles that `recording.listen` names, and nobody else. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BridgeConfig } from '../config/index.ts';
import type { LogIn } from '../people/log-in-registry.ts';

export type ListenerRules = {
  readonly listen: BridgeConfig['recording']['listen'];
  readonly byToken: (token: string, now: number) => LogIn | null;
  /** May hear this one call all the same, such as one's own that was checked. */
  readonly mayHear: (person: string, callId: string) => boolean;
  readonly now: () => number;
};

/** Sends the refusal itself. `callId` null: for whoever may hear all of them. */
type Listener = (
  request: FastifyRequest,
  reply: FastifyReply,
  callId: string | null,
) => LogIn | null;

/** Sends the refusal itself when nobody is logged in. */
export function loggedIn(
  request: FastifyRequest,
  reply: FastifyReply,
  { byToken, now }: Pick<ListenerRules, 'byToken' | 'now'>,
): LogIn | null {
  void reply.header('cache-control', 'no-store');
  const token = /^Bearer (\S{1,256})$/.exec(request.headers.authorization ?? '')?.[1];
  const logIn = token === undefined ? null : byToken(token, now());
  if (logIn === null) void reply.code(401).send({ code: 'not-logged-in' });
  return logIn;
}

export function listenerBy(rules: ListenerRules): Listener {
  return (request, reply, callId) => {
    const logIn = loggedIn(request, reply, rules);
    if (logIn === null) return null;
    if (rules.listen.some((role) => role === logIn.role)) return logIn;
    if (callId !== null && rules.mayHear(logIn.person, callId)) return logIn;
    void reply.code(403).send({ code: 'not-allowed' });
    return null;
  };
}
