import { articleContent, type Article, type KnowledgeQuery } from '@hotline/domain/knowledge';
import { emptyDraft } from '@hotline/domain/draft';
import { expect, it, vi } from 'vitest';
import type { KnowledgeCopyStore } from '../../shared/desk-platform.ts';
import { fakeCore, noLink, settled } from './fake-core.testing.ts';
import { createKnowledgeDesk } from './knowledge-desk.ts';
import type { LibraryLink } from './library-link.ts';

const made = (id: string, steps: string[] = []): Article => ({
  id,
  version: 3,
  content: articleContent.parse({ title: id, answer: `答复${id}`, unit: '市局', steps }),
});

function desk(link: Partial<LibraryLink> = {}, copy?: KnowledgeCopyStore) {
  const asked: KnowledgeQuery[] = [];
  const fake = fakeCore('agent');
  if (copy !== undefined) Object.assign(fake.core.ports.platform, { knowledge: copy });
  const knowledge = createKnowledgeDesk(fake.core, {
    ...noLink,
    search: async (query) => {
      asked.push(query);
      return [made('a', ['核实', '报修']), made('b')];
    },
    ...link,
  });
  /** An open draft in front. */
  const write = (change: Record<string, unknown>) =>
    fake.core.drafts.state.setState({
      active: 'd',
      items: {
        d: { draft: { ...emptyDraft('d', null), ...change }, status: { kind: 'open' } },
      } as never,
    });
  return { ...fake, knowledge, asked, write, now: () => knowledge.state.getState() };
}

it('asks for what is in the draft: its words, its category and its place, after a pause', async () => {
  const { knowledge, write, asked, pause } = desk();
  const stop = knowledge.watch();
  write({ title: '停', place: '樊城区长虹路' });
  write({ title: '停水', place: '樊城区长虹路', categoryCode: '030101' });
  await pause();
  expect(asked).toEqual([
    { text: '停水', category: '030101', place: '樊城区长虹路', today: '2026-11-25', limit: 8 },
  ]);
  stop();
});

it('what was typed in the panel goes before the draft', async () => {
  const { knowledge, write, asked, pause } = desk();
  write({ title: '停水' });
  knowledge.ask('sbk');
  await pause();
  expect(asked.map(({ text }) => text)).toEqual(['sbk']);
});

it('puts the answer or the steps below what is written, and nothing without an open draft', async () => {
  const { knowledge, write, typed, pause } = desk();
  knowledge.ask('停水');
  await pause();
  knowledge.putAnswer();
  expect(typed).toEqual([]);
  write({ text: '市民反映停水。' });
  knowledge.putAnswer();
  knowledge.putSteps();
  knowledge.turn(1);
  knowledge.putSteps();
  expect(typed).toEqual([
    ['d', { text: '市民反映停水。\n答复a' }],
    ['d', { text: '市民反映停水。\n1. 核实\n2. 报修' }],
  ]);
});

it('a search that fails says so and is tried again', async () => {
  const search = vi
    .fn<LibraryLink['search']>()
    .mockRejectedValueOnce(new Error('away'))
    .mockResolvedValueOnce([made('a')]);
  const { knowledge, now, pause } = desk({ search });
  knowledge.ask('停水');
  await pause();
  expect(now().state).toBe('failed');
  knowledge.again();
  await settled();
  expect(now()).toMatchObject({ state: 'found', chosen: 'a' });
});

it('reports the version that was read, or what was looked for', async () => {
  const report = vi.fn<LibraryLink['report']>(async () => undefined);
  const { knowledge, write, pause } = desk({ report });
  write({ categoryCode: '0301' });
  knowledge.ask('树葬');
  await pause();
  await knowledge.report('wrong', '电话变了');
  await knowledge.report('not-found', '');
  expect(report.mock.calls.map(([told]) => told)).toEqual([
    { kind: 'wrong', articleId: 'a', version: 3, note: '电话变了' },
    { kind: 'not-found', asked: '树葬', category: '0301', note: '' },
  ]);
});

it('a paper that is not here yet is fetched, kept and opened', async () => {
  const hash = 'a'.repeat(64);
  const kept: string[] = [];
  const copy = {
    keepPaper: async (of: string) => void kept.push(of),
    openPaper: async (of: string) => kept.includes(of),
  } as unknown as KnowledgeCopyStore;
  const file = vi.fn<LibraryLink['file']>(async () => new Uint8Array(3));
  const { knowledge, now } = desk({ file }, copy);
  await knowledge.openPaper(hash, '申请表');
  expect([kept, now().paper]).toEqual([[hash], 'none']);
  await knowledge.openPaper(hash, '申请表');
  expect(file).toHaveBeenCalledOnce();
  file.mockRejectedValueOnce(new Error('away'));
  await knowledge.openPaper('b'.repeat(64), '别的');
  expect(now().paper).toBe('failed');
});
