import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ha1 } from '../sip/digest.ts';

export interface TestDirectory {
  readonly url: string;
  readonly questions: URLSearchParams[];
  readonly authorizations: string[];
  /** Log-ins by user. */
  readonly passwords: Map<string, string>;
  /** As when the bridge has died: whoever asks is cut off. */
  away: boolean;
  stop(): Promise<void>;
}

/** Plays the bridge's part of mod_xml_curl. */
export async function startDirectory(
  realm: string,
  users: Readonly<Record<string, string>>,
): Promise<TestDirectory> {
  const passwords = new Map(Object.entries(users));
  const questions: URLSearchParams[] = [];
  const authorizations: string[] = [];
  const state = { away: false };
  const server = createServer((request, response) => {
    if (state.away) {
      request.socket.destroy();
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      questions.push(form);
      authorizations.push(request.headers.authorization ?? '');
      const user = form.get('user') ?? '';
      const password = passwords.get(user);
      response.setHeader('content-type', 'text/xml');
      response.end(
        password === undefined ? notFound() : found(user, realm, ha1(user, realm, password)),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    get away() {
      return state.away;
    },
    set away(away) {
      state.away = away;
    },
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/pbx/directory`,
    questions,
    authorizations,
    passwords,
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const found = (user: string, realm: string, hash: string): string =>
  `<document type="freeswitch/xml">
<section name="directory">
<domain name="${realm}">
<user id="${user}">
<params>
<param name="a1-hash" value="${hash}"/>
<param name="dial-string" value="\${sofia_contact(\${dialed_user}@\${dialed_domain})}"/>
</params>
<variables>
<variable name="user_context" value="seat"/>
<variable name="hotline_seat" value="${user}"/>
</variables>
</user>
</domain>
</section>
</document>`;

const notFound = (): string =>
  '<document type="freeswitch/xml">\n<section name="result">\n<result status="not found"/>\n</section>\n</document>';
