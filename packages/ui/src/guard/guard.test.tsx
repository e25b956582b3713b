// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState, type ReactNode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderDesk } from '../testing/render.tsx';
import { Guard } from './guard.tsx';

let breaks = true;
beforeEach(() => {
  breaks = true;
  // React tells the console of each error that a boundary caught.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function Breaks(): ReactNode {
  if (breaks) throw new TypeError('no such field');
  return <p>来电人</p>;
}

function Long(): ReactNode {
  throw new Error('x'.repeat(1000));
}

/** The next call is another. */
function Desk(): ReactNode {
  const [call, setCall] = useState('a');
  return (
    <>
      <button type="button" onClick={() => setCall('b')}>
        下一个
      </button>
      <Guard part="caller" about={call}>
        <Breaks />
      </Guard>
    </>
  );
}

it('a part that cannot be drawn says so in its place; what stands beside it goes on', async () => {
  await renderDesk(
    <>
      <Guard part="caller">
        <Breaks />
      </Guard>
      <button type="button">挂断</button>
    </>,
  );
  const told = screen.getByRole('alert');
  expect(told.textContent).toContain('“来电人”显示出错');
  expect(told.textContent).toContain('通话和其他部分照常');
  expect(told.textContent).toContain('TypeError: no such field');
  expect(screen.getByRole('button', { name: '挂断' })).toBeTruthy();
});

it('the call bar that is gone tells the keys that still work', async () => {
  await renderDesk(
    <Guard part="callBar">
      <Breaks />
    </Guard>,
    { language: 'en' },
  );
  expect(screen.getByRole('alert').textContent).toContain('F4 hang up');
});

it('its key shows it again; while it still breaks, it says so again', async () => {
  const again = vi.fn<() => void>();
  await renderDesk(
    <Guard part="caller" onAgain={again}>
      <Breaks />
    </Guard>,
  );
  await userEvent.click(screen.getByRole('button', { name: '重新显示' }));
  expect(screen.getByRole('alert')).toBeTruthy();
  breaks = false;
  await userEvent.click(screen.getByRole('button', { name: '重新显示' }));
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByText('来电人')).toBeTruthy();
  expect(again).toHaveBeenCalledTimes(2);
});

it('shows itself again when it is about another call', async () => {
  await renderDesk(<Desk />);
  breaks = false;
  expect(screen.getByRole('alert')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '下一个' }));
  expect(screen.queryByRole('alert')).toBeNull();
});

it('no more than the beginning of what went wrong is shown', async () => {
  await renderDesk(
    <Guard part="desk">
      <Long />
    </Guard>,
  );
  expect(screen.getByText(/^Error: x+$/u).textContent).toHaveLength(160);
});
