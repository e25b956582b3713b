import { expect, it } from 'vitest';
import { Scene } from './testing/scene.ts';

const dialled = ({ ledger }: Scene) =>
  ledger.all.map(({ fact }) => fact).filter(({ kind }) => kind === 'call-dialled');
const dialFor = (scene: Scene, ticketNo: string) =>
  scene.command('1001', { name: 'call.dial', args: { number: null, callBackOf: null, ticketNo } });

it('回访: the bridge takes the number from the ticket, and the ledger says for which ticket it was', async () => {
  const scene = Scene.working('1001');
  scene.tickets.numbers.set('20261125-000001', '13800008000');
  expect(await dialFor(scene, '20261125-000001')).toMatchObject({ ok: true });
  expect(scene.first('1001', 'call-offered')?.call).toMatchObject({ direction: 'out' });
  expect(dialled(scene)).toMatchObject([{ number: '13800008000', ticketNo: '20261125-000001' }]);
});

it('calls nobody for a ticket that does not exist, or in which no number stands', async () => {
  const scene = Scene.working('1001');
  expect(await dialFor(scene, '20261125-000009')).toMatchObject({
    ok: false,
    error: { code: 'bad-number' },
  });
  expect(dialled(scene)).toEqual([]);
});
