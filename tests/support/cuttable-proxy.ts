import net from 'node:net';

/**
 * A TCP relay that can be cut: a cable one can pull. `cut()` kills what runs through it and refuses the rest. `hold()`
 * is a router that died: nothing comes through any more, nothing is closed, and new connections hang.
 */
export type CuttableProxy = {
  readonly port: number;
  cut(): void;
  hold(): void;
  mend(): void;
  close(): Promise<void>;
};

export async function cuttableProxy(target: {
  host: string;
  port: number;
}): Promise<CuttableProxy> {
  const sockets = new Set<net.Socket>();
  let whole = true;
  let held = false;
  const server = net.createServer((near) => {
    if (!whole) {
      near.destroy();
      return;
    }
    if (held) {
      // It stays open and says nothing, as to a router that swallows packets.
      sockets.add(near);
      near.on('error', () => near.destroy());
      near.on('close', () => sockets.delete(near));
      return;
    }
    const far = net.connect(target);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as net.AddressInfo).port,
    cut() {
      whole = false;
      drop();
    },
    hold() {
      held = true;
      for (const socket of sockets) {
        socket.unpipe();
        socket.pause();
      }
    },
    mend() {
      whole = true;
      if (!held) return;
      held = false;
      // What was held is not taken up again: both ends find out.
      drop();
    },
    async close() {
      drop();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
