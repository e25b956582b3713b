/** What people do on the ticket screens, the same on the desk in Electron and on the web desk of a unit. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

/** The tests' hotline with a dispatcher, and a unit whose clerk works without a telephone. */
export const withOffice = (yaml: string): string =>
  // Its four seconds of ringing are for scenarios about calls that nobody answers.
  `${yaml.replace(/^( +ringSeconds:) 4$/mu, '$1 20')}
office:
  - { id: paidan, name: 派单员 }
  - { id: water-clerk, name: 供水服务办理员 }
tickets:
  units:
    - { id: water, zh: 供水服务, en: Water, clerks: [water-clerk] }
    - { id: city-management, zh: 市城管委, en: City management, clerks: [] }
  dispatchers: [paidan]
`;

/** Leaves var/looks/STORY-NAME.png behind. */
export function pictures(story: string): (page: Page, name: string) => Promise<void> {
  const folder = path.resolve('var/looks');
  return async (page, name) => {
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: path.join(folder, `${story}-${name}.png`) });
  };
}

export async function signIn(page: Page, person: string, password: string): Promise<void> {
  await page.getByLabel('工号').fill(person);
  await page.getByLabel('密码').fill(password);
  await page.keyboard.press('Enter');
}

export const openList = (page: Page, name: string): Promise<void> =>
  page.locator(`[data-list="${name}"]`).click();

export async function openTicket(page: Page, ticketNo: string, title: string): Promise<void> {
  const row = page.locator(`[data-ticket="${ticketNo}"]`);
  await row.waitFor();
  await row.click();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: title }).waitFor();
}

export type Step = {
  readonly name: string;
  readonly fill?: () => Promise<void>;
  /** With the form filled in. */
  readonly look?: () => Promise<void>;
};

/** Opens the step's form, fills it in, and waits until the bridge has taken it. */
export async function take(page: Page, { name: step, fill, look }: Step): Promise<void> {
  await page
    .getByRole('group', { name: '可办理的操作' })
    .getByRole('button', { name: step, exact: true })
    .click();
  const form = page.getByRole('form', { name: step });
  await form.waitFor();
  await fill?.();
  await look?.();
  await page.keyboard.press('Control+Enter');
  await page.getByText(`✓ 已${step}。`).waitFor();
}

export const choose = (page: Page, group: string, said: string): Promise<void> =>
  page
    .getByRole('radiogroup', { name: group })
    .getByRole('radio', { name: said, exact: true })
    .check();
