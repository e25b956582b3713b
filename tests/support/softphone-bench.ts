/** The softphone alone in a page of Chromium, against the practice PBX alone: no bridge, no desk. */
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { freePort, freeSipPort } from '../../scripts/free-port.ts';
import { startPracticeProcess } from '../../scripts/practice-process.ts';
import { buildScript } from './build-script.ts';
import { cuttableProxy, type CuttableProxy } from './cuttable-proxy.ts';

const DOMAIN = '127.0.0.1';

export type SoftphoneBench = {
  /** Address of a page whose `window.softphone` is the product's. */
  readonly page: string;
  readonly sipCable: CuttableProxy;
  readonly account: { uri: string; password: string; server: string; domain: string };
  /** One `api` command on the PBX's event socket; resolves with its answer, which for `originate` comes after the ring. */
  api(command: string): Promise<string>;
  /** Stops and continues the PBX's process: everything it sends stops, nothing is closed. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
};

export async function startSoftphoneBench(): Promise<SoftphoneBench> {
  const secret = randomBytes(12).toString('base64url');
  const password = randomBytes(12).toString('base64url');
  const pages = await servePages({ password });
  const [eslPort, wsPort, trunkPort, rtp] = await Promise.all([
    freePort(),
    freePort(),
    freeSipPort(),
    freeSipPort(),
  ]);
  const rtpFirst = 20_000 + (rtp % 20_000);
  const pbx = await startPracticeProcess({
    env: {
      HOTLINE_ESL_PASSWORD: secret,
      HOTLINE_ESL_PORT: String(eslPort),
      HOTLINE_DOMAIN: DOMAIN,
      HOTLINE_WS_PORT: String(wsPort),
      HOTLINE_TRUNK_PORT: String(trunkPort),
      HOTLINE_RTP_FIRST: String(rtpFirst),
      HOTLINE_RTP_LAST: String(rtpFirst + 400),
      HOTLINE_DIRECTORY_URL: `${pages.address}/directory`,
      HOTLINE_DIRECTORY_SECRET: secret,
    },
  });
  const sipCable = await cuttableProxy({ host: '127.0.0.1', port: wsPort });
  const signal = (name: NodeJS.Signals) => {
    if (pbx.pid !== undefined) process.kill(pbx.pid, name);
  };
  return {
    page: `${pages.address}/`,
    sipCable,
    account: {
      uri: `sip:1001@${DOMAIN}`,
      password,
      server: `ws://127.0.0.1:${sipCable.port}`,
      domain: DOMAIN,
    },
    api: (command) => eslApi(eslPort, secret, command),
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    async stop() {
      signal('SIGCONT');
      await sipCable.close();
      await pbx.stop();
      await pages.close();
    },
  };
}

/** The page with the product's softphone, built by Vite, and beside it the PBX's directory. */
async function servePages({ password }: { password: string }) {
  const script = await buildScript(
    `import { createSoftphone } from '/src/renderer/softphone/jssip-softphone.ts';
     window.softphone = createSoftphone({ onTrouble: (what, error) => console.warn(what, error) });`,
  );

  const hash = createHash('md5').update(`1001:${DOMAIN}:${password}`).digest('hex');
  const directory = `<document type="freeswitch/xml">
<section name="directory">
<domain name="${DOMAIN}">
<user id="1001"><params><param name="a1-hash" value="${hash}"/></params></user>
</domain>
</section>
</document>`;
  const server = createServer((request, response) => {
    if (request.url === '/directory') {
      response.writeHead(200, { 'content-type': 'text/xml' }).end(directory);
    } else if (request.url === '/softphone.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
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

/** FreeSWITCH's event socket, as far as one command needs it (mod_event_socket: auth, api, Content-Length). */
function eslApi(port: number, password: string, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8');
    socket.on('error', reject);
    socket.on('data', (part: string) => {
      text += part;
      for (;;) {
        const end = text.indexOf('\n\n');
        if (end < 0) return;
        const head = text.slice(0, end);
        const length = Number(/^Content-Length: (\d+)$/mu.exec(head)?.[1] ?? 0);
        if (text.length < end + 2 + length) return;
        const body = text.slice(end + 2, end + 2 + length);
        text = text.slice(end + 2 + length);
        if (head.includes('auth/request')) socket.write(`auth ${password}\n\n`);
        else if (head.includes('Reply-Text: +OK accepted')) socket.write(`api ${command}\n\n`);
        else if (head.includes('api/response')) {
          socket.end();
          resolve(body.trim());
        } else {
          socket.destroy();
          reject(new Error(head));
        }
      }
    });
  });
}
