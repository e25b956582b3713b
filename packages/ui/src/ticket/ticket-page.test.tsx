// @vitest-environment happy-dom
import { emptyDraft } from '@hotline/domain/draft';
import type { TicketTerms, WholeTicket } from '@hotline/domain/ticket-api';
import { noValues } from '@hotline/domain/ticket-form';
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ComponentProps } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderDesk } from '../testing/render.tsx';
import { TicketPage } from './ticket-page.tsx';

afterEach(cleanup);
const NOW = Date.UTC(2026, 10, 25, 4);
const terms: TicketTerms = {
  actor: { role: 'agent', person: 'lin' },
  hotline: { name: '12345', timeZone: 'Asia/Shanghai', practice: true },
  units: [{ id: 'water', zh: '供水服务', en: 'Water', initials: 'gsfw' }],
  kinds: [{ id: 'help', zh: '求助', en: 'Help' }],
  urgencies: [{ id: 'normal', zh: '一般', en: 'Normal' }],
  categories: [],
  people: { lin: '甲席' },
  mayListen: false,
};
const { callerName: _name, contactNumber: _number, ...matter } = emptyDraft('d-1', 'c-1');
const ticket: WholeTicket = {
  ticketNo: '20261125-000001',
  version: 2,
  filedAt: NOW - 3_600_000,
  state: 'revisiting',
  kind: 'help',
  title: '二次供水水压不足',
  urgency: 'normal',
  categoryCode: '',
  seatId: '1001',
  person: 'lin',
  secret: false,
  assignment: { main: 'water', joint: [] },
  extended: false,
  urged: 0,
  supervised: false,
  dueAt: null,
  due: null,
  pace: { dues: [], supervise: [], revisit: null },
  complainant: {
    isHidden: false,
    name: '吴某',
    callerNumberMasked: '138****8000',
    contactNumberMasked: '',
    mayReveal: true,
  },
  matter: { ...matter, title: '二次供水水压不足', text: '六楼以上早晚无水' },
  history: [
    {
      no: 1,
      at: NOW - 3_600_000,
      clock: null,
      by: { role: 'agent', person: 'lin' },
      event: { kind: 'accept' },
    },
    {
      no: 2,
      at: NOW,
      clock: null,
      by: { role: 'unit-clerk', person: 'ban', unit: 'water' },
      event: { kind: 'answer', answer: '已更换加压泵' },
    },
  ],
  steps: ['revisit', 'urge', 'a-step-of-tomorrow'],
  held: [],
  limit: null,
  returnUntil: null,
  actions: [],
  links: [],
  joined: [],
  attachments: [],
};

type Props = ComponentProps<typeof TicketPage>;
async function show(change: Partial<Props> = {}) {
  const calls = {
    onBack: vi.fn<Props['onBack']>(),
    onForm: vi.fn<Props['onForm']>(),
    onValues: vi.fn<Props['onValues']>(),
    onSend: vi.fn<Props['onSend']>(),
    onConflictRead: vi.fn<Props['onConflictRead']>(),
    onReveal: vi.fn<Props['onReveal']>(),
    onConceal: vi.fn<Props['onConceal']>(),
    onListen: vi.fn<Props['onListen']>(),
  };
  await renderDesk(
    <TicketPage
      ticket={ticket}
      terms={terms}
      form={null}
      conflict={null}
      done={null}
      revealed={null}
      revealRefusal={null}
      recordings={{}}
      dial={null}
      {...calls}
      {...change}
    />,
    { now: NOW, zone: 'Asia/Shanghai' },
  );
  return calls;
}
const steps = () =>
  within(screen.getByRole('group', { name: '可办理的操作' }))
    .getAllByRole('button')
    .map(({ textContent }) => textContent);

it('offers exactly the steps that the bridge names, and no button for one that it does not know', async () => {
  await show();
  expect(steps()).toEqual(['登记回访', '催办']);
});

it('dials only from a seat, and says why not now', async () => {
  const onDial = vi.fn<() => void>();
  await show({ dial: { hindrance: '通话中', onDial } });
  expect(steps()).toEqual(['拨打回访电话', '登记回访', '催办']);
  expect(screen.getByRole('button', { name: /拨打回访电话/ })).toHaveProperty('disabled', true);
  expect(screen.getByText('现在不能拨打：通话中')).toBeTruthy();
});

it('never dials who wants to be reached by text only', async () => {
  const onDial = vi.fn<() => void>();
  const textOnly = { ...ticket.matter, contactPreference: 'text-only' as const };
  await show({ ticket: { ...ticket, matter: textOnly }, dial: { hindrance: null, onDial } });
  expect(screen.getByRole('button', { name: /拨打回访电话/ })).toHaveProperty('disabled', true);
  expect(screen.getByText('诉求人要求仅用文字联系，请勿拨打')).toBeTruthy();
});

it('sends a form by Ctrl+Enter once it is filled in; Esc puts it away and stays on the page', async () => {
  const form = { step: 'urge', values: noValues, sending: false, refusal: null } as const;
  const empty = await show({ form });
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(empty.onSend).not.toHaveBeenCalled();
  cleanup();
  const filled = await show({ form: { ...form, values: { ...noValues, text: '请尽快' } } });
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(filled.onSend).toHaveBeenCalledOnce();
  await userEvent.keyboard('{Escape}');
  expect(filled.onForm).toHaveBeenCalledWith(null);
  expect(filled.onBack).not.toHaveBeenCalled();
});

it('after a conflict says what happened since, and whether the step is still possible', async () => {
  const form = { step: 'answer', values: noValues, sending: false, refusal: null } as const;
  await show({ form, conflict: { since: 1 } });
  const told = within(screen.getByTestId('conflict'));
  expect(told.getByText('已更换加压泵')).toBeTruthy();
  expect(told.queryByText('受理')).toBeNull();
  expect(told.getByText(/这一步现在不能办理了/)).toBeTruthy();
});

it('reveals with a reason only', async () => {
  const { onReveal } = await show();
  await userEvent.click(screen.getByRole('button', { name: '显示完整信息' }));
  await userEvent.keyboard('  {Enter}');
  expect(onReveal).not.toHaveBeenCalled();
  await userEvent.keyboard('核实地址{Enter}');
  expect(onReveal).toHaveBeenCalledWith('核实地址');
});

it('says the names of people, and the history in words', async () => {
  await show();
  expect(screen.getByText(/受理人 甲席/)).toBeTruthy();
  const line = within(screen.getByTestId('ticket-time-line'));
  expect(line.getByText('甲席（话务员）')).toBeTruthy();
  expect(line.getByText('ban（经办人）')).toBeTruthy();
});
