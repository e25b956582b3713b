// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { renderDesk } from '../testing/render.tsx';
import { ParkKey, type ParkKeyProps } from './park-key.tsx';

afterEach(cleanup);

async function key(asking: boolean) {
  const called = {
    onAsk: vi.fn<ParkKeyProps['onAsk']>(),
    onStop: vi.fn<ParkKeyProps['onStop']>(),
    onPark: vi.fn<ParkKeyProps['onPark']>(),
  };
  const reasons = [
    { id: 'more-facts', name: '待市民补充情况' },
    { id: 'call-back', name: '约定回拨' },
  ];
  await renderDesk(<ParkKey reasons={reasons} asking={asking} keyText="Ctrl+⇧Enter" {...called} />);
  return called;
}

it('asks for a reason before anything is put aside', async () => {
  const { onAsk, onPark } = await key(false);
  expect(screen.queryByRole('menuitem')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: '暂存' }));
  expect(onAsk).toHaveBeenCalledOnce();
  expect(onPark).not.toHaveBeenCalled();
});

it('puts it aside with the reason that was chosen', async () => {
  const { onPark } = await key(true);
  await userEvent.click(await screen.findByRole('menuitem', { name: '约定回拨' }));
  expect(onPark).toHaveBeenCalledWith('call-back');
});
