// @vitest-environment happy-dom
import type { RecordingOutline } from '@hotline/domain/recordings';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { renderDesk } from '../testing/render.tsx';
import { playerKey, RecordingPlayer } from './recording-player.tsx';

afterEach(cleanup);

const outline: RecordingOutline = {
  row: {
    callId: 'c1',
    part: 1,
    startedAt: 1,
    lengthMs: 60_000,
    state: 'ended',
    direction: 'in',
    numberMasked: '138****8000',
    queueId: 'default',
    seats: ['1001'],
    transferred: false,
    emergency: false,
  },
  parts: 2,
  durationMs: 60_000,
  // No canvas here: the wave-form is looked at in the pictures.
  peaks: null,
  marks: [
    { kind: 'answered', at: 0, to: null, who: '1001' },
    { kind: 'held', at: 5_000, to: 17_000, who: '1001' },
  ],
};

async function player(over: { trouble?: 'none' | 'in-call'; outline?: null; rate?: number } = {}) {
  const does = {
    onToggle: vi.fn<() => void>(),
    onSeek: vi.fn<(ms: number) => void>(),
    onSkip: vi.fn<(ms: number) => void>(),
    onRate: vi.fn<(rate: number) => void>(),
    onSides: vi.fn<(sides: 'both' | 'citizen' | 'heard') => void>(),
    onPart: vi.fn<(part: number) => void>(),
    onClose: vi.fn<() => void>(),
  };
  const { trouble = null, rate = 1 } = over;
  const props = { ...does, rate, trouble, media: null, nonce: undefined, isPlaying: false };
  await renderDesk(
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div onKeyDown={(event) => void playerKey(event, { ...does, rate })}>
      <RecordingPlayer
        {...props}
        title="录音"
        outline={over.outline === null ? null : outline}
        at={3_000}
        sides="both"
        part={1}
      />
      <input aria-label="field" />
      <button type="button">elsewhere</button>
      <span tabIndex={-1} data-testid="rest" />
    </div>,
  );
  return does;
}

it('leads to a mark, says how long it lasted, and plays another part', async () => {
  const does = await player();
  await userEvent.click(screen.getByRole('button', { name: /保持.*00:12/ }));
  expect(does.onSeek).toHaveBeenCalledWith(5_000);
  expect(screen.getByTestId('play-time').textContent).toBe('00:03 / 01:00');
  await userEvent.click(screen.getByText('第 2 段'));
  expect(does.onPart).toHaveBeenCalledWith(2);
  await userEvent.click(screen.getByText('市民说的'));
  expect(does.onSides).toHaveBeenCalledWith('citizen');
});

it('says why it cannot be heard', async () => {
  await player({ trouble: 'none', outline: null });
  expect(screen.getByRole('alert').textContent).toContain('录音文件不在了');
});

it.each([
  [' ', 'onToggle', []],
  ['{ArrowLeft}', 'onSkip', [-5_000]],
  ['{ArrowRight}', 'onSkip', [5_000]],
  ['+', 'onRate', [1.25]],
  ['-', 'onRate', [0.75]],
] as const)('the key “%s”', async (key, name, called) => {
  const does = await player();
  screen.getByTestId('rest').focus();
  await userEvent.keyboard(key);
  expect(does[name]).toHaveBeenCalledWith(...called);
});

it('goes no faster than the fastest', async () => {
  const does = await player({ rate: 2 });
  screen.getByTestId('rest').focus();
  await userEvent.keyboard('+');
  expect(does.onRate).toHaveBeenCalledWith(2);
});

it.each([
  ['in a field, where it is a letter', 'field', ' -'],
  ['on a button, which it presses', 'elsewhere', ' '],
])('its keys mean nothing %s', async (_, label, keys) => {
  const does = await player();
  (screen.queryByLabelText(label) ?? screen.getByText(label)).focus();
  await userEvent.keyboard(keys);
  expect(does.onToggle).not.toHaveBeenCalled();
  expect(does.onRate).not.toHaveBeenCalled();
});

it('leaves the desk’s own combinations alone', async () => {
  const does = await player();
  screen.getByTestId('rest').focus();
  await userEvent.keyboard('{Control>} {/Control}{Alt>}{ArrowLeft}{/Alt}');
  expect(does.onToggle).not.toHaveBeenCalled();
  expect(does.onSkip).not.toHaveBeenCalled();
});
