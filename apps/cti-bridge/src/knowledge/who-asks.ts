import type { Editor } from '@hotline/domain/knowledge';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PersonLogIn } from '../people/log-in-registry.ts';

export type ByToken = (token: string, now: number) => PersonLogIn | null;
export type WhoAsks = (request: FastifyRequest, reply: FastifyReply) => Editor | null;

/** Reads the Bearer token; sends the refusal itself when nobody is logged in. `unitNamesOf`: of the unit for which a person acts. */
export function whoAsks(
  byToken: ByToken,
  unitNamesOf: (person: string) => readonly string[],
  now: () => number,
): WhoAsks {
  return (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const token = /^Bearer (\S{1,256})$/.exec(request.headers.authorization ?? '')?.[1];
    const logIn = token === undefined ? null : byToken(token, now());
    if (logIn !== null) {
      const { person, role } = logIn;
      return { person, role, unitNames: unitNamesOf(person) };
    }
    void reply.code(401).send({ code: 'not-logged-in' });
    return null;
  };
}

export const malformed = (reply: FastifyReply): FastifyReply =>
  reply.code(400).send({ code: 'malformed' });
