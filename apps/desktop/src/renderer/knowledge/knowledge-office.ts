/**
 * 知识维护: the screen of those who write and approve. What is on it stays as it was when a call brings the workbench back,
 * and a form that was not saved is kept on this machine until it is.
 */
import {
  contentOf,
  emptyForm,
  formOf,
  MAX_FILE_BYTES,
  mayWrite,
  pendingOf,
  inUse,
  type ArticleForm,
  type ArticleHeading,
  type ChangeRequest,
  type KnowledgeCounts,
  type ReportAnswer,
  type ReportView,
  type WholeArticle,
} from '@hotline/domain/knowledge';
import type { OfficeArticle, OfficeListName } from '@hotline/ui';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskCore } from '../app/desk-core.ts';
import type { LibraryLink } from './library-link.ts';
import { unsavedForms } from './unsaved-forms.ts';

type OfficeState = {
  readonly list: OfficeListName;
  readonly text: string;
  readonly articles: readonly ArticleHeading[];
  readonly next: string | null;
  readonly reports: readonly ReportView[];
  readonly showAnswered: boolean;
  readonly counts: KnowledgeCounts | null;
  readonly load: 'loading' | 'ready' | 'failed';
  /** Of the list: an article's id, or a report's number. */
  readonly chosen: string | null;
  readonly open: OfficeArticle | null;
  /** Forms that are not saved. */
  readonly unsaved: readonly { readonly id: string; readonly title: string }[];
  /** What was given up last, to have it back. */
  readonly givenUp: { readonly id: string; readonly form: ArticleForm } | null;
  readonly answering: 'none' | 'sending' | 'reason-missing' | 'answered-already' | 'failed';
};

const PAUSE_MS = 250;

export function createKnowledgeOffice(core: DeskCore, link: LibraryLink) {
  const { ports } = core;
  const state: StoreApi<OfficeState> = createStore(() => ({
    list: 'all',
    text: '',
    articles: [],
    next: null,
    reports: [],
    showAnswered: false,
    counts: null,
    load: 'loading',
    chosen: null,
    open: null,
    unsaved: [],
    givenUp: null,
    answering: 'none',
  }));
  const { getState: get, setState: set } = state;
  const forms = unsavedForms(ports.storage, () => core.settings.state.getState().lastPerson);
  let stopPause: (() => void) | null = null;
  let asked = 0;

  const setOpen = (given: Partial<OfficeArticle>): void => {
    const present = get().open;
    if (present !== null) set({ open: { ...present, ...given } });
  };
  const isOpen = (id: string): boolean => get().open?.id === id;

  async function load(after?: string): Promise<void> {
    asked += 1;
    const mine = asked;
    const { list, text, showAnswered } = get();
    if (after === undefined) set({ load: 'loading' });
    try {
      if (list === 'reports') {
        const page = await link.reports({ list: showAnswered ? 'answered' : 'open' });
        if (mine === asked) set({ ...page, load: 'ready' });
        return;
      }
      const page = await link.list({ list, text, ...(after === undefined ? {} : { after }) });
      if (mine !== asked) return;
      set({
        load: 'ready',
        articles: after === undefined ? page.articles : [...get().articles, ...page.articles],
        next: page.next,
        counts: page.counts,
      });
    } catch {
      if (mine === asked) set({ load: 'failed' });
    }
  }

  /** Shows it; a form that was not saved goes on where it was left. */
  function show(id: string, whole: WholeArticle | null, form: ArticleForm | null): void {
    set({
      open: {
        id,
        whole,
        form: forms.get(id) ?? form,
        wrong: [],
        work: 'none',
        refusal: null,
        theirs: null,
        fileTrouble: null,
      },
    });
  }
  async function open(id: string): Promise<void> {
    set({ chosen: id });
    try {
      const whole = await link.read(id);
      if (get().chosen !== id) return;
      show(id, whole, null);
      if (whole === null && forms.get(id) === undefined) setOpen({ refusal: 'no-article' });
    } catch {
      if (get().chosen === id) {
        show(id, null, null);
        setOpen({ refusal: 'offline' });
      }
    }
  }
  function keep(id: string, form: ArticleForm | null): void {
    forms.put(id, form);
    set({ unsaved: forms.list() });
  }

  function begin(given: Partial<ArticleForm> = {}): void {
    const id = ports.newId();
    show(id, null, { ...emptyForm, ...given });
    set({ chosen: id });
  }

  /** True: it was taken. */
  async function change(event: ChangeRequest['event']): Promise<boolean> {
    const present = get().open;
    if (present === null || present.work === 'sending') return false;
    const { id, whole, theirs } = present;
    setOpen({ work: 'sending', refusal: null });
    try {
      const expected = (theirs ?? whole)?.revision ?? 0;
      const result = await link.change(id, { expected, event });
      if (!result.ok) {
        const { code, current } = result.error;
        const isConflict = code === 'changed-meanwhile' && current !== undefined;
        if (isOpen(id)) {
          setOpen({
            work: 'none',
            refusal: code,
            ...(isConflict && get().open?.form !== null ? { theirs: current } : {}),
            ...(current !== undefined && get().open?.form === null ? { whole: current } : {}),
          });
        }
        return false;
      }
      if (event.kind === 'revise') keep(id, null);
      if (isOpen(id)) {
        setOpen({
          whole: result.value,
          theirs: null,
          work: 'saved',
          ...(event.kind === 'revise' ? { form: null } : {}),
        });
      }
      void load();
      return true;
    } catch {
      if (isOpen(id)) setOpen({ work: 'none', refusal: 'offline' });
      return false;
    }
  }
  async function save(): Promise<boolean> {
    const form = get().open?.form;
    if (form === null || form === undefined) return false;
    const content = contentOf(form);
    setOpen({ wrong: content.ok ? [] : content.error });
    return content.ok && change({ kind: 'revise', content: content.value });
  }

  return {
    state,

    /** For those whose role may write; who has no telephone (经办人) has the reports to their unit, beside the tickets. */
    toggle(): void {
      const { screen, link: bridge, stage } = core.get();
      if (stage.kind === 'signed-in' && stage.person.role === 'office') {
        if (screen === 'knowledge') return core.set({ screen: 'tickets' });
        core.set({ screen: 'knowledge' });
        return this.show('reports');
      }
      if (screen === 'knowledge') return core.set({ screen: 'workbench' });
      const role = bridge.data?.seat.role;
      if (role === undefined || !mayWrite(role)) return;
      core.set({ screen: 'knowledge' });
      set({ unsaved: forms.list() });
      void load();
    },

    /** A call that comes brings the workbench back; the screen is as it was when it is opened again. */
    start(): void {
      core.state.subscribe((now, before) => {
        if (now.screen !== 'knowledge') return;
        const rings = now.link.data?.call != null && before.link.data?.call == null;
        const onPhone = now.phone.call.kind !== 'none' && before.phone.call.kind === 'none';
        if (rings || onPhone || now.stage.kind !== 'signed-in') core.set({ screen: 'workbench' });
      });
    },

    /** How many reports wait for this person's unit, before they are looked at. */
    async peek(): Promise<void> {
      try {
        const { counts } = await link.reports({ list: 'open' });
        set({ counts });
      } catch {
        // Without an answer there is no badge.
      }
    },

    show(list: OfficeListName): void {
      set({ list, articles: [], reports: [], next: null, chosen: null, answering: 'none' });
      void load();
    },
    find(text: string): void {
      set({ text });
      stopPause?.();
      stopPause = ports.setTimer(() => void load(), PAUSE_MS);
    },
    again: (): void => void load(),
    more(): void {
      const { next } = get();
      if (next !== null) void load(next);
    },
    showAnswered(showAnswered: boolean): void {
      set({ showAnswered, chosen: null });
      void load();
    },
    /** A line of the list; a report is shown from the list itself. */
    open(id: string): void {
      if (get().list === 'reports') set({ chosen: id, open: null, answering: 'none' });
      else void open(id);
    },
    openArticle: (id: string): void => void open(id),
    /** To the next (+1) or previous (−1) of the list. */
    turn(by: 1 | -1): void {
      const { list, articles, reports, chosen } = get();
      const ids =
        list === 'reports'
          ? reports.map(({ reportId }) => String(reportId))
          : articles.map(({ id }) => id);
      const at = chosen === null ? -by : ids.indexOf(chosen);
      const id = ids[Math.min(Math.max(at + by, 0), ids.length - 1)];
      if (id === undefined) return;
      set({ chosen: id, answering: 'none', ...(list === 'reports' ? { open: null } : {}) });
    },

    begin,
    edit(): void {
      const whole = get().open?.whole;
      if (whole === null || whole === undefined) return;
      const content = (pendingOf(whole) ?? inUse(whole) ?? whole.versions.at(-1))?.content;
      if (content !== undefined) setOpen({ form: formOf(content), work: 'none', refusal: null });
    },
    type(given: Partial<ArticleForm>): void {
      const present = get().open;
      if (present?.form == null) return;
      const form = { ...present.form, ...given };
      setOpen({
        form,
        wrong: present.wrong.filter((field) => !(field in given)),
        work: present.work === 'sending' ? 'sending' : 'none',
      });
      keep(present.id, form);
    },
    giveUp(): void {
      const present = get().open;
      if (present?.form == null) return;
      set({ givenUp: { id: present.id, form: present.form } });
      keep(present.id, null);
      if (present.whole === null) set({ open: null, chosen: null });
      else setOpen({ form: null, wrong: [], refusal: null, theirs: null });
    },
    undoGiveUp(): void {
      const { givenUp, open: present } = get();
      if (givenUp === null) return;
      keep(givenUp.id, givenUp.form);
      set({ givenUp: null, chosen: givenUp.id });
      if (present?.id === givenUp.id) setOpen({ form: givenUp.form });
      else show(givenUp.id, null, givenUp.form);
    },
    save: (): void => void save(),
    async saveAndPropose(): Promise<void> {
      if (await save()) await change({ kind: 'propose' });
    },
    step: (event: Exclude<ChangeRequest['event'], { kind: 'revise' }>): void => void change(event),

    /** The bytes go to the bridge at once; the article names them when it is saved. */
    async attach(file: Pick<File, 'name' | 'size' | 'arrayBuffer'>): Promise<void> {
      const id = get().open?.id ?? '';
      const { name } = file;
      setOpen({ fileTrouble: null });
      try {
        const kept =
          file.size > MAX_FILE_BYTES ? null : await link.keepFile(await file.arrayBuffer());
        const form = get().open?.form;
        if (!isOpen(id) || form == null) return;
        if (kept === null) return setOpen({ fileTrouble: { name, why: 'not-taken' } });
        const attachments = [...form.attachments, { name: name.slice(0, 120), ...kept }];
        setOpen({ form: { ...form, attachments } });
        keep(id, { ...form, attachments });
      } catch {
        if (isOpen(id)) setOpen({ fileTrouble: { name, why: 'offline' } });
      }
    },

    /** Answers the report that is chosen. */
    async answer(answer: ReportAnswer): Promise<void> {
      const reportId = Number(get().chosen);
      if (answer.how === 'unchanged' && answer.note.trim() === '') {
        return set({ answering: 'reason-missing' });
      }
      set({ answering: 'sending' });
      try {
        const refused = await link.answer(reportId, answer);
        set({
          answering:
            refused === null
              ? 'none'
              : refused === 'answered-already'
                ? 'answered-already'
                : 'failed',
        });
        if (refused === null) set({ chosen: null });
        void load();
      } catch {
        set({ answering: 'failed' });
      }
    },
    /** Begins the article that was looked for and not found. */
    writeFor({ report, unit }: Pick<ReportView, 'report' | 'unit'>): void {
      if (report.kind !== 'not-found') return;
      begin({
        title: report.asked.slice(0, 120),
        category: report.category ?? '',
        unit: unit ?? '',
      });
    },
  };
}
