/** One event socket that stays open: a bench that connects anew for each command would measure that. */
import net from 'node:net';

export type EslLine = {
  /** One `api` command; resolves with its answer. */
  api(command: string): Promise<string>;
  /** Resolves when the PBX has taken the command, not when it is done. */
  background(command: string): Promise<void>;
  close(): void;
};

export async function openEslLine(port: number, password: string): Promise<EslLine> {
  const socket = net.connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  const waiting: ((body: string) => void)[] = [];
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
  socket.on('error', reject);
  let received = '';
  socket.setEncoding('latin1').on('data', (part: string) => {
    received += part;
    for (let blank = received.indexOf('\n\n'); blank >= 0; blank = received.indexOf('\n\n')) {
      const head = received.slice(0, blank);
      const length = Number(/^Content-Length: (\d+)$/mu.exec(head)?.[1] ?? 0);
      if (received.length < blank + 2 + length) return;
      const body = received.slice(blank + 2, blank + 2 + length);
      received = received.slice(blank + 2 + length);
      if (head.includes('auth/request')) socket.write(`auth ${password}\n\n`);
      else if (head.includes('+OK accepted')) resolve();
      else if (head.includes('api/response') || head.includes('Job-UUID')) waiting.shift()?.(body);
    }
  });
  await ready;
  const send = (line: string) =>
    new Promise<string>((settle) => {
      waiting.push(settle);
      socket.write(`${line}\n\n`);
    });
  return {
    api: (command) => send(`api ${command}`),
    background: async (command) => void (await send(`bgapi ${command}`)),
    close: () => socket.destroy(),
  };
}
