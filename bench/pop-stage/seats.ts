/** Hundreds of seats in one process: each signs in over HTTP and holds its WebSocket, as the desk does, without a screen. */
import { PROTOCOL_VERSION, logInAnswer, serverMessage } from '@hotline/domain/protocol';
import { WebSocket } from 'ws';
import { wallMs } from './stage-pbx.ts';

type Order = { address: string; people: readonly string[]; password: string; floor: number };

async function signIn(order: Order, person: string): Promise<WebSocket> {
  const answer = await fetch(`${order.address}/api/v1/log-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person, password: order.password }),
  });
  if (!answer.ok) throw new Error(`log-in of ${person}: ${answer.status} ${await answer.text()}`);
  const { token } = logInAnswer.parse(await answer.json());
  const socket = new WebSocket(`${order.address.replace('http', 'ws')}/ws/seat`, {
    origin: order.address,
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const welcome = new Promise<void>((resolve, reject) => {
    socket.on('message', (data: Buffer) => {
      const at = wallMs();
      const text = data.toString('utf8');
      // Only a pop is parsed: 500 seats' parsing would be this process's cost and not the bridge's.
      if (text.includes('"kind":"call-offered"')) {
        const message = serverMessage.parse(JSON.parse(text));
        if (message.type === 'event' && message.event.kind === 'call-offered') {
          process.send?.({
            kind: 'pop',
            callId: message.event.call.callId,
            at,
            bytes: data.length,
          });
        }
      } else if (text.includes('"type":"welcome"')) {
        socket.send(
          JSON.stringify({
            type: 'command',
            id: crypto.randomUUID(),
            name: 'seat.set',
            args: { to: { kind: 'ready' } },
          }),
        );
        resolve();
      } else if (text.includes('"type":"refused"')) {
        reject(new Error(`${person}: ${text}`));
      } else if (text.includes('"kind":"wrapping"') && text.includes('"seat-changed"')) {
        const message = serverMessage.parse(JSON.parse(text));
        if (message.type === 'event' && message.event.kind === 'seat-changed') {
          const { activity } = message.event.seat;
          if (activity.kind === 'wrapping') {
            socket.send(
              JSON.stringify({
                type: 'command',
                id: crypto.randomUUID(),
                name: 'wrap.finish',
                args: { callId: activity.callId },
              }),
            );
          }
        }
      }
    });
  });
  socket.send(JSON.stringify({ type: 'hello', v: PROTOCOL_VERSION, token }));
  await welcome;
  return socket;
}

process.once('message', (order: Order) => {
  void (async () => {
    const floor = new WebSocket(`ws://127.0.0.1:${order.floor}`);
    await new Promise((resolve) => {
      floor.once('open', resolve);
    });
    floor.on('message', (data: Buffer) => {
      const at = wallMs();
      process.send?.({ kind: 'floor', id: Number(data.toString('utf8').split(' ', 1)[0]), at });
    });
    for (let from = 0; from < order.people.length; from += 10) {
      await Promise.all(order.people.slice(from, from + 10).map((person) => signIn(order, person)));
    }
    process.send?.({ kind: 'ready' });
  })().catch((error: unknown) => {
    process.send?.({ kind: 'failed', why: String(error) });
  });
});
