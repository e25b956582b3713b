// @vitest-environment happy-dom
import { emptyDraft, withoutComplainant } from '@hotline/domain/draft';
import { wholeTicket, type TicketTerms } from '@hotline/domain/ticket-api';
import { aTicketView, aWholeTicket } from '@hotline/domain/ticket-api/testing';
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
  now: NOW,
  hotline: { name: '12345', timeZone: 'Asia/Shanghai', practice: true },
  units: [{ id: 'water', zh: '供水服务', en: 'Water', initials: 'gsfw' }],
  kinds: [{ id: 'help', zh: '求助', en: 'Help' }],
  urgencies: [{ id: 'normal', zh: '一般', en: 'Normal' }],
  categories: [],
  people: { lin: '甲席' },
  mayListen: false,
};
const ticket = aWholeTicket({
  version: 2,
  filedAt: NOW - 3_600_000,
  state: 'revisiting',
  title: '二次供水水压不足',
  person: 'lin',
  assignment: { main: 'water', joint: [] },
  complainant: {
    isHidden: false,
    name: '吴某',
    callerNumberMasked: '138****8000',
    contactNumberMasked: '',
    mayReveal: true,
  },
  matter: withoutComplainant({
    ...emptyDraft('d-1', 'c-1'),
    title: '二次供水水压不足',
    text: '六楼以上早晚无水',
  }),
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
});

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
    onFile: vi.fn<Props['onFile']>(),
    onLink: vi.fn<Props['onLink']>(),
    onUnlink: vi.fn<Props['onUnlink']>(),
    onOpen: vi.fn<Props['onOpen']>(),
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
      files={{}}
      linking={false}
      linkRefusal={null}
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

it('shows what else was revealed, and who joined it', async () => {
  const hidden = aTicketView().complainant;
  const joined = [{ no: 2, callId: 'c-2', person: 'lin', complainant: hidden }];
  const person = {
    callerNumber: null,
    contactNumber: '',
    enterprise: '',
    address: '',
    idNumber: '',
  };
  const address = '樊城区建设路 18 号';
  const revealed = {
    ...person,
    name: '吴某',
    enterprise: '某某供水设备公司',
    address,
    idNumber: '11010519491231002X',
    joined: [{ ...person, no: 2, name: '郑某', contactNumber: '13900001111' }],
  };
  await show({ ticket: { ...ticket, joined } });
  expect(screen.getByTestId('joined-2').textContent).toContain('未留姓名');
  expect(screen.getByTestId('complainant').textContent).not.toContain('证');
  cleanup();
  await show({ ticket: { ...ticket, joined }, revealed });
  const first = screen.getByTestId('complainant').textContent;
  for (const said of ['某某供水设备公司', address, '11010519491231002X'])
    expect(first).toContain(said);
  expect(screen.getByTestId('joined-2').textContent).toContain('13900001111');
  expect(screen.getByText(/并入的来电/)).toBeTruthy();
});

it('says what runs out, how often a revisit was tried, and why a step has to wait', async () => {
  const HOUR = 3_600_000;
  await show({
    ticket: {
      ...ticket,
      limit: { count: 4, unit: 'working-days' },
      pace: {
        dues: [
          { what: 'revisit', at: NOW + 2 * HOUR, due: 'soon', yearMissing: null },
          { what: 'handle', at: null, due: null, yearMissing: 2031 },
        ],
        supervise: [
          { code: 'urged', times: 3 },
          { code: 'overdue', what: 'sign', at: NOW },
        ],
        revisit: { tries: 1, most: 3, againAt: NOW + HOUR },
      },
      held: [
        { step: 'close', code: 'revisit-tries-left', left: 2 },
        { step: 'extend', code: 'extension-late', at: NOW - 24 * HOUR },
      ],
    },
  });
  const pace = screen.getByTestId('pace').textContent;
  for (const said of [
    '即将到期 13:59',
    '2031 年的节假日',
    '4 个工作日',
    '1 次未联系上，共须 3 次；13:00 起再次回访',
    '催办 3 次、签收超期',
  ])
    expect(pace).toContain(said);
  const held = screen.getByTestId('held').textContent;
  expect(held).toContain('办结现在不能办理：还须再回访 2 次');
  expect(held).toContain('已于 11-24 11:59 到期');
});

it('opens an attachment by its name, and says what became of it', async () => {
  const attachment = {
    id: 'f1',
    draftId: 'd',
    name: '现场.png',
    type: 'image/png',
    size: 2048,
    at: 1,
  };
  const shown = { ...ticket, attachments: [attachment] };
  const { onFile } = await show({ ticket: shown });
  await userEvent.click(screen.getByRole('button', { name: '打开附件 现场.png' }));
  expect(onFile).toHaveBeenCalledWith(attachment);
  cleanup();
  await show({ ticket: shown, files: { f1: { kind: 'failed', why: 'none' } } });
  expect(screen.getByText('文件已不在')).toBeTruthy();
});

it('links by a whole number only, opens what is linked, and takes it back where that is allowed', async () => {
  const other = '20261124-000009';
  const linked = { ...ticket, links: [other], actions: ['link' as const] };
  const { onLink, onUnlink, onOpen } = await show({ ticket: linked });
  await userEvent.type(screen.getByRole('textbox', { name: '要关联的工单号' }), '2026{Enter}');
  expect(onLink).not.toHaveBeenCalled();
  await userEvent.type(
    screen.getByRole('textbox', { name: '要关联的工单号' }),
    '1124-000010{Enter}',
  );
  expect(onLink).toHaveBeenCalledWith('20261124-000010');
  await userEvent.click(screen.getByRole('button', { name: `打开工单 ${other}` }));
  expect(onOpen).toHaveBeenCalledWith(other);
  await userEvent.click(screen.getByRole('button', { name: `取消与 ${other} 的关联` }));
  expect(onUnlink).toHaveBeenCalledWith(other);
  cleanup();
  await show({ ticket: { ...linked, actions: [] } });
  expect(screen.queryByRole('textbox', { name: '要关联的工单号' })).toBeNull();
  expect(screen.queryByRole('button', { name: /取消与/ })).toBeNull();
});

it('a ticket that is over says which units had it', async () => {
  const by = { role: 'dispatcher', person: 'paidan' };
  const event = { kind: 'dispatch', assignment: { main: 'water', joint: [] } };
  const history = [{ no: 1, at: 1, clock: null, by, event }];
  await show({ ticket: { ...ticket, state: 'closed', assignment: null, history } });
  expect(screen.getAllByText('主办 供水服务')).toHaveLength(2);
});

it('50 KB that were pasted are told, not cut, and stay', async () => {
  const text = '水'.repeat(50_000);
  const form = { step: 'urge', sending: false, refusal: null } as const;
  const { onValues, onSend } = await show({ form: { ...form, values: noValues } });
  await userEvent.click(screen.getByRole('textbox', { name: '催办内容' }));
  await userEvent.paste(text);
  expect(onValues).toHaveBeenCalledWith({ text });
  cleanup();
  await show({ form: { ...form, values: { ...noValues, text } } });
  expect(screen.getByText('文字有 50000 字，最多 20000 字，请缩短后再提交')).toBeTruthy();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(onSend).not.toHaveBeenCalled();
});

it('reads a ticket of a newer bridge: what it does not know is shown by its id', async () => {
  const by = { role: 'auditor', person: 'lin' };
  const newer: unknown = {
    ...ticket,
    state: 'appealed',
    limit: { count: 2, unit: 'fortnights' },
    pace: {
      dues: [{ what: 'appeal', at: NOW + 60_000, due: 'soon', yearMissing: null }],
      supervise: [{ code: 'appealed', by: 'somebody' }],
      revisit: null,
    },
    actions: ['appeal'],
    held: [{ step: 'appeal', code: 'too-many-appeals', until: 5 }],
    history: [{ no: 1, at: 1, clock: null, by, event: { kind: 'appeal', words: '再查' } }],
    appeals: [{ no: 1 }],
  };
  await show({ ticket: wholeTicket.parse(JSON.parse(JSON.stringify(newer))) });
  const page = screen.getByTestId('ticket-page').textContent;
  for (const said of ['状态 appealed', 'appeal', '2 fortnights', 'appealed', '其他步骤（appeal）'])
    expect(page).toContain(said);
  expect(page).toContain('没有成功（too-many-appeals）');
});
