// @vitest-environment happy-dom
import type { HotlineView } from '@hotline/domain/protocol';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { renderDesk } from '../testing/render.tsx';
import type { Language } from '../words/index.ts';
import { LeaderKeys } from './leader-keys.tsx';

afterEach(cleanup);

const keyText = {
  leaderListen: 'L',
  leaderWhisper: 'W',
  leaderBarge: 'B',
  takeOver: 'T',
  forceEnd: 'F',
} as const;

async function rows(shown: HotlineView['leaderShown'], language: Language) {
  await renderDesk(
    <LeaderKeys
      seat={null}
      call={null}
      may={() => false}
      forcing={null}
      keyText={keyText}
      ownSeat="1009"
      shown={shown}
      onKey={() => undefined}
      onUndo={() => undefined}
    />,
    { language },
  );
  return ['L', 'W', 'B'].map(
    (key) => screen.getByText(key).closest('div')?.textContent?.replace(/\s+/g, ' ') ?? '',
  );
}

it('each way says whether the seat sees it, as configured', async () => {
  const [listen, whisper, barge] = await rows({ listen: false, whisper: true, barge: true }, 'en');
  expect(listen).toContain('does not see you');
  expect(whisper).toContain('sees you are there');
  expect(barge).toContain('sees you are there');
});

it('in Chinese', async () => {
  const [listen, whisper] = await rows({ listen: true, whisper: false, barge: false }, 'zh-CN');
  expect(listen).toContain('坐席会看到您');
  expect(whisper).toContain('坐席不会看到您');
});

it('a bridge that does not say leaves it open', async () => {
  for (const row of await rows(undefined, 'en')) expect(row).not.toMatch(/see/);
});
