/** Leaders' pages without a screen: each signs in and holds its WebSocket; what it is sent is counted, in bytes. */
import { PROTOCOL_VERSION, logInAnswer } from '@hotline/domain/protocol';
import { WebSocket } from 'ws';

type Order =
  | { readonly kind: 'start'; address: string; people: readonly string[]; password: string }
  | { readonly kind: 'count' | 'tell' };

let bytes = 0;

async function signIn(address: string, person: string, password: string): Promise<void> {
  const answer = await fetch(`${address}/api/v1/log-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person, password }),
  });
  if (!answer.ok) throw new Error(`log-in of ${person}: ${answer.status} ${await answer.text()}`);
  const { token } = logInAnswer.parse(await answer.json());
  const socket = new WebSocket(`${address.replace('http', 'ws')}/ws/seat`, { origin: address });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('message', (data: Buffer) => {
      bytes += data.length;
      const start = data.toString('utf8', 0, 40);
      if (start.includes('"type":"welcome"')) resolve();
      if (start.includes('"type":"refused"')) reject(new Error(`${person}: ${data.toString()}`));
    });
    socket.send(JSON.stringify({ type: 'hello', v: PROTOCOL_VERSION, token }));
  });
}

process.on('message', (order: Order) => {
  if (order.kind === 'count') bytes = 0;
  if (order.kind === 'tell') process.send?.({ kind: 'bytes', bytes });
  if (order.kind !== 'start') return;
  void (async () => {
    for (const person of order.people) await signIn(order.address, person, order.password);
    process.send?.({ kind: 'ready' });
  })().catch((error: unknown) => {
    process.send?.({ kind: 'failed', why: String(error) });
  });
});
