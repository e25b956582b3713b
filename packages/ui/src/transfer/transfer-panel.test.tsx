// @vitest-environment happy-dom
import type { CallView, DirectoryEntryView, Operation } from '@hotline/domain/protocol';
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { renderDesk } from '../testing/render.tsx';
import { TransferPanel, type TransferPanelProps } from './transfer-panel.tsx';

afterEach(cleanup);

const entry = (
  id: string,
  zh: string,
  over: Partial<DirectoryEntryView> = {},
): DirectoryEntryView => ({
  id,
  kind: 'utility',
  zh,
  en: id,
  number: '0710-5550101',
  seat: null,
  skill: null,
  languages: [],
  hours: null,
  note: null,
  quick: null,
  initials: id,
  ...over,
});
const entries = [
  entry('gsfw', '供水服务', { quick: 1 }),
  entry('gdfw', '供电服务', { quick: 2 }),
  entry('yyzx', '粤语专席', {
    kind: 'skill',
    number: null,
    skill: 'cantonese',
    languages: ['cantonese'],
    quick: 10,
  }),
];
const call = {
  callId: 'c',
  part: 'owner',
  state: 'talking',
  held: false,
  legs: [],
} as unknown as CallView;

function show(over: Partial<TransferPanelProps> = {}) {
  const onInvite = vi.fn<TransferPanelProps['onInvite']>();
  const onTake = vi.fn<TransferPanelProps['onTake']>();
  const allowed: readonly Operation[] = ['invite', 'park', 'to-queue'];
  return {
    onInvite,
    onTake,
    shown: renderDesk(
      <TransferPanel
        entries={entries}
        availability={[{ id: 'yyzx', free: 1, of: 2, waiting: 0, expectedWaitMs: null }]}
        favourites={[]}
        skills={[{ id: 'cantonese', zh: '粤语', en: 'Cantonese' }]}
        call={call}
        may={(operation) => allowed.includes(operation)}
        draft={{ hasTitle: true, textLength: 12 }}
        parked={[]}
        keyText={{
          transfer: 'F8',
          park: 'Ctrl+Alt+K',
          complete: '⇧F8',
          merge: 'Ctrl+F8',
          takeBack: 'Ctrl+F6',
          swap: 'Ctrl+F7',
          pauseRecording: 'Ctrl+Alt+P',
        }}
        onInvite={onInvite}
        onPark={() => undefined}
        onTake={onTake}
        onDial={() => undefined}
        onFavourite={() => undefined}
        onRoomKey={() => undefined}
        onDtmf={() => undefined}
        onClose={() => undefined}
        {...over}
      />,
    ),
  };
}

it('is found by pinyin initials and asked for by keys alone, with the reason', async () => {
  const { onInvite, shown } = show();
  await shown;
  await userEvent.type(screen.getByRole('combobox'), 'gdfw');
  await userEvent.type(screen.getByRole('textbox', { name: /事由/ }), '停电');
  await userEvent.keyboard('{Alt>}[Digit3]{/Alt}');
  expect(onInvite).toHaveBeenCalledWith({
    way: 'consult',
    target: { kind: 'entry', id: 'gdfw' },
    skill: null,
    language: null,
    reason: '停电',
  });
});

it('Ctrl with a digit chooses one of the ten most used; a skill has two ways more', async () => {
  const { onInvite, shown } = show();
  await shown;
  expect(screen.queryByRole('button', { name: /口译邀请/ })).toBeNull();
  await userEvent.keyboard('{Control>}[Digit0]{/Control}');
  await userEvent.click(screen.getByRole('button', { name: /转入技能队列/ }));
  expect(onInvite).toHaveBeenCalledWith(
    expect.objectContaining({ way: 'to-queue', skill: 'cantonese', language: 'cantonese' }),
  );
});

it('a plain number is offered as one from outside', async () => {
  const { onInvite, shown } = show();
  await shown;
  await userEvent.type(screen.getByRole('combobox'), '0710 555-0188');
  await userEvent.keyboard('{Enter}{Enter}');
  expect(onInvite).toHaveBeenCalledWith(
    expect.objectContaining({ way: 'blind', target: { kind: 'number', number: '07105550188' } }),
  );
});

it('what the bridge does not allow is shown and does nothing', async () => {
  const { onInvite, shown } = show({ may: () => false });
  await shown;
  await userEvent.keyboard('{Alt>}[Digit1]{/Alt}');
  await userEvent.click(screen.getByRole('button', { name: /释放转/ }));
  expect(onInvite).not.toHaveBeenCalled();
});

it('without a call the parked ones can be taken', async () => {
  const parked = [
    {
      callId: 'p',
      slot: '701',
      numberMasked: '138****6612',
      place: null,
      bySeat: '1006',
      since: 0,
      until: 2_000_000,
    },
  ];
  const { onTake, shown } = show({ call: null, parked });
  await shown;
  await userEvent.click(screen.getByRole('button', { name: /701/ }));
  expect(onTake).toHaveBeenCalledWith('p');
});
