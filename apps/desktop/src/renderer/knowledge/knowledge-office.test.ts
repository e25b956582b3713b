import {
  articleContent,
  type ArticleHeading,
  type ChangeRequest,
  type WholeArticle,
} from '@hotline/domain/knowledge';
import { err, ok } from '@hotline/domain/result';
import { describe, expect, it, vi } from 'vitest';
import { fakeCore, noLink, settled } from './fake-core.testing.ts';
import { createKnowledgeOffice } from './knowledge-office.ts';
import type { LibraryLink } from './library-link.ts';

const heading = (id: string): ArticleHeading => ({
  id,
  title: id,
  unit: '市局',
  inUse: 1,
  pending: null,
  by: 'import',
  at: 1,
});
const content = (title: string) => articleContent.parse({ title, answer: '答', unit: '市局' });
const whole = (revision: number, title = '原文'): WholeArticle => ({
  id: 'a',
  revision,
  versions: [
    {
      version: 1,
      state: 'approved',
      content: content(title),
      writers: ['import'],
      at: 1,
      approvedBy: 'import',
      sentBack: null,
    },
  ],
  steps: ['revise', 'withdraw'],
});
const counts = { drafts: 0, proposed: 0, reports: 0, overdue: 0 };

async function opened(change: Partial<LibraryLink> = {}, stored = new Map<string, string>()) {
  const sent: ChangeRequest[] = [];
  const link: LibraryLink = {
    ...noLink,
    list: async () => ({ articles: [heading('a'), heading('b')], next: null, counts }),
    reports: async () => ({ reports: [], counts }),
    read: async () => whole(1),
    change: async (_id, request) => {
      sent.push(request);
      return ok(whole(request.expected + 1));
    },
    ...change,
  };
  const fake = fakeCore('leader', stored);
  const office = createKnowledgeOffice(fake.core, link);
  office.start();
  office.toggle();
  await settled();
  return { ...fake, office, sent, now: () => office.state.getState() };
}

const file = (name: string, size = 3) => ({
  name,
  size,
  arrayBuffer: async () => new ArrayBuffer(size),
});

describe('the screen', () => {
  it('is for those who write', () => {
    const { core, state } = fakeCore('agent');
    createKnowledgeOffice(core, noLink).toggle();
    expect(state.getState().screen).toBe('workbench');
  });

  it('gives way to a call, and is as it was afterwards', async () => {
    const { office, state, now } = await opened();
    office.open('a');
    await settled();
    office.edit();
    office.type({ title: '改到一半' });
    state.setState(({ link }) => ({
      link: { ...link, data: { ...link.data, call: { callId: 'c' } } as typeof link.data },
    }));
    expect(state.getState().screen).toBe('workbench');
    expect(now().open?.form?.title).toBe('改到一半');
  });

  it('of two questions the later answer counts, whichever comes first', async () => {
    const answers: ((articles: ArticleHeading[]) => void)[] = [];
    const list = vi.fn<LibraryLink['list']>(
      () =>
        new Promise((resolve) => {
          answers.push((articles) => resolve({ articles, next: null, counts }));
        }),
    );
    const { office, now, pause } = await opened({ list });
    office.find('停');
    await pause();
    answers[1]?.([heading('new')]);
    await settled();
    answers[0]?.([heading('old')]);
    await settled();
    expect(now().articles.map(({ id }) => id)).toEqual(['new']);
  });

  it('says that the bridge is away', async () => {
    const { now } = await opened({ list: () => Promise.reject(new Error('away')) });
    expect(now().load).toBe('failed');
  });
});

describe('a form', () => {
  it('goes to the bridge with the revision that was on the screen', async () => {
    const { office, sent, now } = await opened();
    office.open('a');
    await settled();
    office.edit();
    office.type({ title: '新标题' });
    expect(now().unsaved).toEqual([{ id: 'a', title: '新标题' }]);
    office.save();
    await settled();
    expect(sent).toMatchObject([{ expected: 1, event: { kind: 'revise' } }]);
    expect(now()).toMatchObject({ unsaved: [], open: { form: null, work: 'saved' } });
  });

  it('with something missing is not sent, and the field is named', async () => {
    const { office, sent, now } = await opened();
    office.begin();
    office.type({ title: '只有标题' });
    office.save();
    expect(now().open?.wrong).toEqual(['answer', 'unit']);
    expect(sent).toEqual([]);
    office.type({ unit: '市局' });
    expect(now().open?.wrong).toEqual(['answer']);
  });

  it('that was not saved is there after the window died', async () => {
    const { office, stored } = await opened();
    office.open('a');
    await settled();
    office.edit();
    office.type({ answer: '写了很久的答复' });
    const again = await opened({}, stored);
    expect(again.now().unsaved.length).toBe(1);
    again.office.open('a');
    await settled();
    expect(again.now().open?.form?.answer).toBe('写了很久的答复');
  });

  it('stays when the bridge is away, and says so', async () => {
    const { office, now } = await opened({ change: () => Promise.reject(new Error('away')) });
    office.open('a');
    await settled();
    office.edit();
    office.type({ title: '新' });
    office.save();
    await settled();
    expect(now().open).toMatchObject({ refusal: 'offline', work: 'none', form: { title: '新' } });
  });

  it('is decided against what somebody else made of it, and saved on top of that', async () => {
    const sent: ChangeRequest[] = [];
    const { office, now } = await opened({
      change: async (_id, request) => {
        sent.push(request);
        return request.expected === 1
          ? err({ code: 'changed-meanwhile', current: whole(7, '别人的') })
          : ok(whole(8));
      },
    });
    office.open('a');
    await settled();
    office.edit();
    office.type({ title: '我的' });
    office.save();
    await settled();
    expect(now().open).toMatchObject({
      refusal: 'changed-meanwhile',
      theirs: { revision: 7 },
      form: { title: '我的' },
    });
    office.save();
    await settled();
    expect(sent.map(({ expected }) => expected)).toEqual([1, 7]);
    expect(now().open).toMatchObject({ theirs: null, form: null });
  });

  it('that was given up is had back', async () => {
    const { office, now } = await opened();
    office.begin();
    office.type({ title: '差点丢了' });
    office.giveUp();
    expect(now()).toMatchObject({ open: null, unsaved: [] });
    office.undoGiveUp();
    expect(now().open?.form?.title).toBe('差点丢了');
    expect(now().unsaved.length).toBe(1);
  });

  it('saved and proposed in one go; not proposed when it was not saved', async () => {
    const { office, sent } = await opened();
    office.begin();
    await office.saveAndPropose();
    expect(sent).toEqual([]);
    office.type({ title: '新', answer: '答', unit: '市局' });
    await office.saveAndPropose();
    expect(sent.map(({ event }) => event.kind)).toEqual(['revise', 'propose']);
  });

  it('takes a file that the bridge took, and tells of one it did not', async () => {
    const kept = { hash: 'a'.repeat(64), bytes: 3 };
    const keepFile = vi
      .fn<LibraryLink['keepFile']>()
      .mockResolvedValueOnce(kept)
      .mockResolvedValueOnce(null);
    const { office, now } = await opened({ keepFile });
    office.begin();
    await office.attach(file('表.pdf'));
    await office.attach(file('程序.exe'));
    await office.attach(file('太大.pdf', 20_000_000));
    expect(now().open).toMatchObject({
      form: { attachments: [{ name: '表.pdf', ...kept }] },
      fileTrouble: { name: '太大.pdf', why: 'not-taken' },
    });
    expect(keepFile).toHaveBeenCalledTimes(2);
  });
});

describe('a report', () => {
  it('left as it is needs a reason before it is sent', async () => {
    const answer = vi.fn<LibraryLink['answer']>(async () => null);
    const { office, now } = await opened({ answer });
    office.show('reports');
    await settled();
    office.open('5');
    await office.answer({ how: 'unchanged', note: ' ' });
    expect(now().answering).toBe('reason-missing');
    expect(answer).not.toHaveBeenCalled();
    await office.answer({ how: 'unchanged', note: '文件没有变' });
    expect(answer.mock.calls).toEqual([[5, { how: 'unchanged', note: '文件没有变' }]]);
  });

  it('of something missing begins the article', async () => {
    const { office, now } = await opened();
    office.writeFor({
      report: { kind: 'not-found', asked: '树葬补贴', category: '0301', note: '' },
      unit: '市民政局',
    });
    expect(now().open?.form).toMatchObject({
      title: '树葬补贴',
      category: '0301',
      unit: '市民政局',
    });
  });
});

it('a unit’s clerk has the reports to their unit beside the tickets, counted before they are opened', async () => {
  const waiting = { ...counts, reports: 2, overdue: 1 };
  const reports = vi.fn<LibraryLink['reports']>(async () => ({
    reports: [],
    counts: waiting,
  }));
  const fake = fakeCore('office');
  fake.core.set({ screen: 'tickets' });
  const office = createKnowledgeOffice(fake.core, { ...noLink, reports });
  await office.peek();
  expect(office.state.getState().counts).toEqual(waiting);
  office.toggle();
  await settled();
  expect(fake.core.get().screen).toBe('knowledge');
  expect(office.state.getState()).toMatchObject({ list: 'reports', load: 'ready' });
  office.toggle();
  expect(fake.core.get().screen).toBe('tickets');
});
