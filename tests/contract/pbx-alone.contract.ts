/**
 * A PBX without a bridge: what the practice PBX's own tests ask of it is asked of a real FreeSWITCH too, by the same
 * files (HOTLINE_PBX says which one runs). Commands, events and audio of rooms and legs, and the seat's feature code.
 */
import { describe } from 'vitest';

describe('sounds in a room', async () => {
  await import('../../apps/practice-pbx/src/room-sounds.test.ts');
});
describe('members of a room', async () => {
  await import('../../apps/practice-pbx/src/room-members.test.ts');
});
describe('commands on a leg', async () => {
  await import('../../apps/practice-pbx/src/channel-commands.test.ts');
});
describe('emergency feature code', async () => {
  await import('../../apps/practice-pbx/src/emergency-code.test.ts');
});
