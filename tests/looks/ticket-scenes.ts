import type { Page } from 'playwright-core';
import { signedIn } from './first-steps.ts';
import { goodLogIn, type Scene } from './scene.ts';
import { aCall, morning, playBridge } from './scripted-bridge.ts';
import { playTickets, type TicketPart } from './ticket-bridge.ts';

const { ticketKinds: kinds, urgencies } = morning(Date.now()).hotline;
const table = (page: Page) => page.getByTestId('ticket-table');

async function atTickets(
  page: Page,
  origin: string,
  part: TicketPart,
  list: string,
  size?: number,
) {
  const tickets = await playTickets(page, part, { kinds, urgencies }, size);
  const bridge = await signedIn(page, origin);
  await page.keyboard.press('Control+Alt+KeyW');
  await page.locator(`[data-list="${list}"]`).click();
  return { bridge, tickets };
}

async function office(page: Page, origin: string, part: TicketPart) {
  const tickets = await playTickets(page, part, { kinds, urgencies });
  const { token, expiresAt } = goodLogIn.body;
  const body = { token, expiresAt, personName: '派单员', role: 'office' };
  await playBridge(page, { status: 200, body }, morning(Date.now()));
  await page.goto(`${origin}/#sign-in=paidan:practice`);
  await page.locator('[data-list=all]').click();
  await table(page).waitFor();
  return tickets;
}

/** Opens the first ticket of the list that stands in this state. */
async function openIn(page: Page, state: string): Promise<string> {
  const row = table(page).locator(`[data-ticket]:has([data-state="${state}"])`).first();
  const ticketNo = (await row.getAttribute('data-ticket')) ?? '';
  await row.dblclick();
  await page.getByTestId('ticket-time-line').waitFor();
  return ticketNo;
}

export const ticketScenes: readonly Scene[] = [
  {
    name: 'tickets-all',
    rare: true,
    async play(page, origin) {
      await atTickets(page, origin, 'leader', 'all');
      await table(page).getByRole('row').nth(5).waitFor();
      for (let n = 0; n < 4; n += 1) await page.keyboard.press('ArrowDown');
    },
  },
  {
    name: 'tickets-empty',
    async play(page, origin) {
      await atTickets(page, origin, 'agent', 'supervised');
      await page.getByText(/没有督办中的|Nothing is supervised/).waitFor();
    },
  },
  {
    name: 'tickets-offline',
    async play(page, origin) {
      const { tickets } = await atTickets(page, origin, 'leader', 'overdue');
      await table(page).waitFor();
      tickets.goAway();
      await page.getByRole('button', { name: /刷新|Refresh/ }).click();
      await page.locator('[role=alert]:not([aria-live])').first().waitFor();
    },
  },
  {
    name: 'ticket-page',
    rare: true,
    async play(page, origin) {
      await atTickets(page, origin, 'leader', 'all');
      await openIn(page, 'handling');
    },
  },
  {
    name: 'ticket-dispatch',
    async play(page, origin, language) {
      await office(page, origin, 'dispatcher');
      await openIn(page, 'accepted');
      await page
        .getByRole('group')
        .getByRole('button', { name: language === 'en' ? 'Dispatch' : '派单' })
        .click();
      await page.getByRole('combobox').first().fill('gsfw');
      await page.keyboard.press('Enter');
    },
  },
  {
    name: 'ticket-answer-conflict',
    async play(page, origin, language) {
      const tickets = await office(page, origin, 'water');
      const no = await openIn(page, 'signed');
      const say = language === 'en' ? 'Ask to return' : '申请退单';
      await page.getByRole('button', { name: say }).click();
      await page.getByRole('textbox').last().fill('该小区供水设施由物业自管，不属本单位。');
      tickets.behind(no, 'water', { kind: 'start' });
      await page.keyboard.press('Control+Enter');
      await page.getByTestId('conflict').waitFor();
    },
  },
  {
    name: 'ticket-revisit',
    async play(page, origin, language) {
      const { bridge } = await atTickets(page, origin, 'agent', 'to-revisit');
      await openIn(page, 'revisiting');
      const call = { ...aCall(Date.now(), 'talking', 42_000), direction: 'out' as const };
      const say = language === 'en' ? 'Call for the revisit' : '拨打回访电话';
      await page.getByRole('button', { name: say }).click();
      bridge.tell({ kind: 'call-offered', call });
      await page
        .getByRole('radio', { name: language === 'en' ? 'reached' : '已联系上' })
        .first()
        .check();
    },
  },
  {
    name: 'ticket-rate',
    async play(page, origin, language) {
      const { tickets } = await atTickets(page, origin, 'agent', 'to-revisit');
      await table(page).waitFor();
      const row = table(page).locator('[data-ticket]:has([data-state="revisiting"])').first();
      const revisit = { reached: true, contactedByUnit: true, solved: false, callId: 'c-9' };
      tickets.behind((await row.getAttribute('data-ticket')) ?? '', 'agent', {
        kind: 'revisit',
        revisit,
      });
      await row.dblclick();
      await page
        .getByRole('button', { name: language === 'en' ? 'Note rating' : '登记评价' })
        .click();
      const bad = language === 'en' ? 'dissatisfied' : '不满意';
      await page.getByRole('radio', { name: bad, exact: true }).last().check();
    },
  },
  {
    name: 'ticket-revealed',
    async play(page, origin, language) {
      await atTickets(page, origin, 'leader', 'all');
      await openIn(page, 'handling');
      await page
        .getByRole('button', { name: language === 'en' ? 'Show in full' : '显示完整信息' })
        .click();
      await page.keyboard.type('核实门牌号');
      await page.keyboard.press('Enter');
      await page.getByText('07103511003').waitFor();
    },
  },
  {
    name: 'tickets-ringing',
    async play(page, origin) {
      const { bridge } = await atTickets(page, origin, 'agent', 'all');
      await table(page).waitFor();
      const now = Date.now();
      bridge.tell({ kind: 'call-offered', call: aCall(now, 'ringing', 5_000) });
      bridge.activity({ kind: 'ringing', since: now - 1_400, callId: 'c-77' });
      await page.locator('form[data-draft]').waitFor();
    },
  },
];
