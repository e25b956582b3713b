/** The softphone alone in a page of Chromium, against a PBX alone: no bridge, no desk. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, freeSipPort } from '../../scripts/free-port.ts';
import { askOnce, startFreeSwitch } from '../../scripts/freeswitch.ts';
import { startPracticeProcess } from '../../scripts/practice-process.ts';
import { buildScript } from './build-script.ts';
import { cuttableProxy, type CuttableProxy } from './cuttable-proxy.ts';

const DOMAIN = '127.0.0.1';
const NOT_FOUND =
  '<document type="freeswitch/xml"><section name="result"><result status="not found"/></section></document>';

type Account = { uri: string; password: string; server: string; domain: string };

/** The page's script: whatever it imports from `/src/` is the desk's. */
const SOFTPHONE = `
  import { createSoftphone } from '/src/renderer/softphone/jssip-softphone.ts';
  window.softphone = createSoftphone({ onTrouble: (what, error) => console.warn(what, error) });`;

export type SoftphoneBench = {
  /** Address of a page whose `window.softphone` is the product's. */
  readonly page: string;
  readonly sipCable: CuttableProxy;
  readonly account: Account;
  /** Of another seat; any four digits do. */
  readonly accountOf: (seat: string) => Account;
  /** Where citizens call. */
  readonly trunkPort: number;
  /** Password and port of the PBX's event socket. */
  readonly esl: { readonly port: number; readonly password: string };
  /** One `api` command on the PBX's event socket; resolves with its answer, which for `originate` comes after the ring. */
  api(command: string): Promise<string>;
  /** Stops and continues the PBX's process: everything it sends stops, nothing is closed. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
};

export async function startSoftphoneBench({
  pbx: kind = 'practice',
  script = SOFTPHONE,
}: {
  readonly pbx?: 'practice' | 'freeswitch';
  readonly script?: string;
} = {}): Promise<SoftphoneBench> {
  const secret = randomBytes(12).toString('base64url');
  const password = randomBytes(12).toString('base64url');
  const folder = mkdtempSync(path.join(tmpdir(), 'hotline-softphone-'));
  const pages = await servePages({ password, script });
  const [eslPort, wsPort, wssPort, trunkPort, sipPort, rtp] = await Promise.all([
    freePort(),
    freePort(),
    freePort(),
    freeSipPort(),
    freeSipPort(),
    freeSipPort(),
  ]);
  const rtpFirst = 20_000 + (rtp % 20_000);
  const env = {
    HOTLINE_ESL_PASSWORD: secret,
    HOTLINE_ESL_PORT: String(eslPort),
    HOTLINE_DOMAIN: DOMAIN,
    HOTLINE_SIP_PORT: String(sipPort),
    HOTLINE_WS_PORT: String(wsPort),
    // The practice PBX has no certificate here and refuses the port without one.
    HOTLINE_WSS_PORT: kind === 'freeswitch' ? String(wssPort) : '',
    HOTLINE_TRUNK_PORT: String(trunkPort),
    HOTLINE_RTP_FIRST: String(rtpFirst),
    HOTLINE_RTP_LAST: String(rtpFirst + 400),
    HOTLINE_DIRECTORY_URL: `${pages.address}/directory`,
    HOTLINE_DIRECTORY_SECRET: secret,
    // As shipped the PBX itself ends a leg that says nothing for 2 s; here the page is to notice it.
    HOTLINE_SEAT_MEDIA_TIMEOUT: '12',
    HOTLINE_RECORDINGS: path.join(folder, 'recordings'),
  };
  const pbx =
    kind === 'freeswitch'
      ? await startFreeSwitch({ runDir: path.join(folder, 'freeswitch'), env })
      : await startPracticeProcess({ env });
  const sipCable = await cuttableProxy({ host: '127.0.0.1', port: wsPort });
  const signal = (name: NodeJS.Signals) => {
    if (pbx.pid !== undefined) process.kill(pbx.pid, name);
  };
  const accountOf = (seat: string): Account => ({
    uri: `sip:${seat}@${DOMAIN}`,
    password,
    server: `ws://127.0.0.1:${sipCable.port}`,
    domain: DOMAIN,
  });
  return {
    page: `${pages.address}/`,
    sipCable,
    account: accountOf('1001'),
    accountOf,
    trunkPort,
    esl: { port: eslPort, password: secret },
    api: async (command) => (await askOnce(eslPort, secret, `api ${command}`, 30_000)).trim(),
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    async stop() {
      signal('SIGCONT');
      await sipCable.close();
      await pbx.stop();
      await pages.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The page with the product's softphone, built by Vite, and beside it the PBX's directory: every seat has this password. */
async function servePages({ password, script }: { password: string; script: string }) {
  const built = await buildScript(script);
  const directory = (user: string) => {
    const hash = createHash('md5').update(`${user}:${DOMAIN}:${password}`).digest('hex');
    return `<document type="freeswitch/xml">
<section name="directory">
<domain name="${DOMAIN}"><groups><group name="seats"><users>
<user id="${user}"><params>
<param name="a1-hash" value="${hash}"/>
<param name="dial-string" value="{presence_id=\${dialed_user}@\${dialed_domain}}\${sofia_contact(*/\${dialed_user}@\${dialed_domain})}"/>
</params><variables>
<variable name="user_context" value="seat"/>
<variable name="hotline_seat" value="${user}"/>
</variables></user>
</users></group></groups></domain>
</section></document>`;
  };
  const server = createServer((request, response) => {
    if (request.url === '/directory') {
      let form = '';
      request.setEncoding('utf8').on('data', (part: string) => {
        form += part;
      });
      request.on('end', () => {
        const user = new URLSearchParams(form).get('user') ?? '';
        const answer = /^\d{4}$/u.test(user) ? directory(user) : NOT_FOUND;
        response.writeHead(200, { 'content-type': 'text/xml' }).end(answer);
      });
    } else if (request.url === '/softphone.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(built);
    } else {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><script type="module" src="/softphone.js"></script>');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
