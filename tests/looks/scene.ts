import type { Page } from 'playwright-core';

export type Scene = {
  readonly name: string;
  /** Also in high contrast, at 200 % text and so on. */
  readonly rare?: boolean;
  play(page: Page, origin: string, language: 'zh-CN' | 'en'): Promise<void>;
};

export const goodLogIn = {
  status: 200,
  body: {
    token: 'story',
    expiresAt: Date.now() + 3_600_000,
    seatId: '1001',
    personName: '林晓雨',
    role: 'agent',
    sip: {
      uri: 'sip:1001@hotline',
      password: 'x',
      server: 'ws://localhost:4999',
      domain: 'hotline',
    },
  },
};

type PhoneChange = Record<string, unknown>;
export const phone = (page: Page, change: PhoneChange) =>
  page.evaluate((to) => {
    (window as unknown as { softphone: { set(change: unknown): void } }).softphone.set(to);
  }, change);
