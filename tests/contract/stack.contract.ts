/** The scenarios' own ground: a hotline that does not come up takes down what it had started. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { freePort } from '../../scripts/free-port.ts';
import { pbxKind, startStack } from '../support/stack.ts';

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

it(`a bridge that refuses its configuration leaves no ${pbxKind} PBX behind`, async () => {
  const port = await freePort();
  const starting = startStack({
    config: 'tests/contract/hotline.yaml',
    edit: (yaml) => `${yaml}\nno-such-section: 1\n`,
    env: { HOTLINE_ESL_PORT: String(port) },
  });
  await expect(starting).rejects.toThrow('the bridge ended by itself');
  expect(await isOpen(port)).toBe(false);
});
