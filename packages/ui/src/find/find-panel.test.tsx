// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { renderDesk } from '../testing/render.tsx';
import { FindPanel, type FindGroup } from './find-panel.tsx';

afterEach(cleanup);

const groups: readonly FindGroup[] = [
  { name: 'knowledge', note: null, lines: [{ id: 'k a', title: '停水报修', more: '水务' }] },
  { name: 'tickets', note: '正在查工单……', lines: [] },
  {
    name: 'commands',
    note: null,
    lines: [
      { id: 'c hold', title: '保持 / 取回', more: 'F6' },
      { id: 'c mute', title: '静音', more: 'F7' },
    ],
  },
];

function Panel(props: {
  readonly onEnter: (id: string) => void;
  readonly groups?: readonly FindGroup[];
}) {
  const [text, type] = useState('');
  const [active, activate] = useState<string | null>('k a');
  return (
    <FindPanel
      text={text}
      groups={props.groups ?? groups}
      active={active}
      onType={type}
      onActive={activate}
      onEnter={props.onEnter}
    >
      {null}
    </FindPanel>
  );
}
const chosen = () => screen.getByRole('option', { selected: true }).textContent;

test('the caret is in the field; arrows go through all groups and stop at the ends; Enter acts', async () => {
  const onEnter = vi.fn<(id: string) => void>();
  await renderDesk(<Panel onEnter={onEnter} />);
  const user = userEvent.setup();
  expect(screen.getByRole('combobox')).toBe(document.activeElement);
  await user.keyboard('{ArrowUp}');
  expect(chosen()).toContain('停水报修');
  await user.keyboard('{ArrowDown}');
  expect(chosen()).toContain('保持');
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
  expect(chosen()).toContain('静音');
  expect(screen.getByRole('combobox')).toBe(document.activeElement);
  await user.keyboard('{Enter}');
  expect(onEnter.mock.calls).toEqual([['c mute']]);
});

test('while an input method composes, arrows and Enter are the input method’s', async () => {
  const onEnter = vi.fn<(id: string) => void>();
  await renderDesk(<Panel onEnter={onEnter} />);
  const field = screen.getByRole('combobox');
  fireEvent.keyDown(field, { key: 'ArrowDown', isComposing: true });
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
  expect(chosen()).toContain('停水报修');
  expect(onEnter).not.toHaveBeenCalled();
});

test('a click chooses without taking the caret, two act', async () => {
  const onEnter = vi.fn<(id: string) => void>();
  await renderDesk(<Panel onEnter={onEnter} />);
  await userEvent.dblClick(screen.getByRole('option', { name: /静音/ }));
  expect(chosen()).toContain('静音');
  expect(onEnter).toHaveBeenCalledWith('c mute');
  expect(screen.getByRole('combobox')).toBe(document.activeElement);
});

test('a group that is still looked for says so; nothing at all is told in words', async () => {
  const first = await renderDesk(<Panel onEnter={() => undefined} />);
  expect(screen.getByRole('group', { name: '工单' }).textContent).toContain('正在查工单');
  first.unmount();
  await renderDesk(<Panel onEnter={() => undefined} groups={[]} />);
  expect(screen.getByText(/没有找到/)).toBeDefined();
});
