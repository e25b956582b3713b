/**
 * An article's life on the bridge. A change never touches what is in use: it is a draft of its own until somebody else
 * has approved it, and every version that ever was stays.
 *
 *                 ┌──────────────── revise ────────────────┐ (the version in use stays in use)
 *                 ▼                                        │
 *   ── revise ─► draft ── propose ─► proposed ─ approve ─► in use ── withdraw ─► withdrawn
 *                 ▲ │                   │                                            │
 *                 │ └─ drop ─► dropped  │                                            │
 *                 ├── send-back, revise ┘                                            │
 *                 └───────────────────────────── revise ─────────────────────────────┘
 *
 * `publish` is the import's way: a source's own approved text comes into use at once.
 */
import { assertNever, err, ok, type Result } from '../result/index.ts';
import type { ArticleContent } from './article.ts';

export const articleStates = [
  'draft',
  'proposed',
  'approved',
  'superseded',
  'withdrawn',
  'dropped',
] as const;
export type ArticleState = (typeof articleStates)[number];

export type ArticleVersion = {
  /** 1, 2, 3 … */
  readonly version: number;
  readonly state: ArticleState;
  readonly content: ArticleContent;
  /** Who wrote in it, the last one last. */
  readonly writers: readonly string[];
  /** ms since 1970 of the last writing */
  readonly at: number;
  readonly approvedBy: string | null;
  /** 退回: why it was not approved; null: it was not sent back, or written in since. */
  readonly sentBack: { readonly by: string; readonly at: number; readonly why: string } | null;
};

/** Oldest version first; at most one is a draft or proposed (the last), at most one approved. */
export type ArticleRecord = {
  readonly id: string;
  /** Counts the changes: who changes it says which one they saw, so that nobody overwrites another's words unseen. */
  readonly revision: number;
  readonly versions: readonly ArticleVersion[];
};

/** `source` is an import of a unit's own texts. */
export type EditorRole = 'agent' | 'specialist' | 'leader' | 'office' | 'source';
export type Editor = {
  readonly person: string;
  readonly role: EditorRole;
  /** 经办人: all names of the unit for which they act. */
  readonly unitNames?: readonly string[];
};

export type ArticleEvent =
  | { readonly kind: 'revise'; readonly content: ArticleContent }
  /** 送审 */
  | { readonly kind: 'propose' }
  | { readonly kind: 'approve' }
  /** 退回 */
  | { readonly kind: 'send-back'; readonly why: string }
  /** 弃用 of what is not in use yet */
  | { readonly kind: 'drop' }
  /** 下架 */
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'publish'; readonly content: ArticleContent };
export type ArticleStep = ArticleEvent['kind'];

export type ArticleRefusal =
  | { readonly code: 'not-allowed' }
  /** Nobody approves what they wrote. */
  | { readonly code: 'own-draft' }
  | { readonly code: 'no-draft' }
  | { readonly code: 'not-proposed' }
  | { readonly code: 'not-in-use' }
  /** Somebody else was quicker. */
  | { readonly code: 'changed-meanwhile' };

/** Who may do what: 话务员 report, 专席 write, 班长 write and approve. */
const allowed: Readonly<Record<ArticleStep, readonly EditorRole[]>> = {
  revise: ['specialist', 'leader'],
  propose: ['specialist', 'leader'],
  approve: ['leader'],
  'send-back': ['leader'],
  drop: ['specialist', 'leader'],
  withdraw: ['leader', 'source'],
  publish: ['source'],
};

export const mayWrite = (role: EditorRole): boolean => allowed.revise.includes(role);
export const mayApprove = (role: EditorRole): boolean => allowed.approve.includes(role);

/** What this person may do to the article now. */
export function stepsOf(record: ArticleRecord, by: Editor): ArticleStep[] {
  return (Object.keys(allowed) as ArticleStep[]).filter(
    (kind) => refusal(record, kind, by) === null,
  );
}

/** `now` in ms since 1970. A draft that is revised stays the same version: it was never shown to anybody. */
export function changeArticle(
  record: ArticleRecord,
  event: ArticleEvent,
  by: Editor,
  now: number,
): Result<ArticleRecord, ArticleRefusal> {
  const refused = refusal(record, event.kind, by);
  if (refused !== null) return err(refused);
  const versions = changed(record.versions, event, by, now);
  return ok({ ...record, revision: record.revision + 1, versions });
}

function refusal(record: ArticleRecord, kind: ArticleStep, by: Editor): ArticleRefusal | null {
  if (!allowed[kind].includes(by.role)) return { code: 'not-allowed' };
  const pending = pendingOf(record);
  switch (kind) {
    case 'revise':
    case 'publish':
      return null;
    case 'propose':
      return pending?.state === 'draft' ? null : { code: 'no-draft' };
    case 'drop':
      return pending === null ? { code: 'no-draft' } : null;
    case 'approve':
      if (pending?.state !== 'proposed') return { code: 'not-proposed' };
      return pending.writers.includes(by.person) ? { code: 'own-draft' } : null;
    case 'send-back':
      return pending?.state === 'proposed' ? null : { code: 'not-proposed' };
    case 'withdraw':
      return inUse(record) === null ? { code: 'not-in-use' } : null;
    default:
      return assertNever(kind);
  }
}

function changed(
  versions: readonly ArticleVersion[],
  event: ArticleEvent,
  by: Editor,
  now: number,
): readonly ArticleVersion[] {
  const next = (versions.at(-1)?.version ?? 0) + 1;
  const pendingBecomes = (change: Partial<ArticleVersion>) =>
    versions.map((each) => (isPending(each) ? { ...each, ...change } : each));
  switch (event.kind) {
    case 'revise': {
      const pending = versions.find(isPending);
      const writers = (pending?.writers ?? []).filter((person) => person !== by.person);
      const written: ArticleVersion = {
        version: pending?.version ?? next,
        state: 'draft',
        content: event.content,
        writers: [...writers, by.person],
        at: now,
        approvedBy: null,
        sentBack: null,
      };
      return [...versions.filter((each) => each !== pending), written];
    }
    case 'propose':
      return pendingBecomes({ state: 'proposed', sentBack: null });
    case 'send-back':
      return pendingBecomes({
        state: 'draft',
        sentBack: { by: by.person, at: now, why: event.why },
      });
    case 'drop':
      return pendingBecomes({ state: 'dropped' });
    case 'approve':
      return versions.map((each) =>
        isPending(each)
          ? { ...each, state: 'approved', approvedBy: by.person }
          : superseded(each, ['approved']),
      );
    case 'withdraw':
      return versions.map((each) =>
        each.state === 'approved' ? { ...each, state: 'withdrawn' } : each,
      );
    case 'publish':
      return [
        // A draft that the source's own text overtook is not approved by it, and not lost.
        ...versions.map((each) => superseded(each, ['approved', 'draft', 'proposed'])),
        {
          version: next,
          state: 'approved',
          content: event.content,
          writers: [by.person],
          at: now,
          approvedBy: by.person,
          sentBack: null,
        },
      ];
    default:
      return assertNever(event);
  }
}

/** What seats show; null: nothing. */
export function inUse({ versions }: Pick<ArticleRecord, 'versions'>): ArticleVersion | null {
  return versions.find(({ state }) => state === 'approved') ?? null;
}

/** What is being written, or waits for approval (待审); null: nothing. */
export function pendingOf({ versions }: Pick<ArticleRecord, 'versions'>): ArticleVersion | null {
  return versions.find(isPending) ?? null;
}

/**
 * Whether a source's text is one it has not given before. What it gave last and people have since rewritten or withdrawn
 * is not put back by reading the same files again.
 */
export function isNews(
  { versions }: ArticleRecord,
  content: ArticleContent,
  source: string,
): boolean {
  const last = versions.findLast(({ approvedBy }) => approvedBy === source)?.content;
  return JSON.stringify(last) !== JSON.stringify(content);
}

/** Versions that a seat was ever shown; the others are for those who write. */
export const everShown = (record: ArticleRecord): ArticleRecord => ({
  ...record,
  versions: record.versions.filter(({ approvedBy }) => approvedBy !== null),
});

const isPending = ({ state }: ArticleVersion): boolean => state === 'draft' || state === 'proposed';

function superseded(version: ArticleVersion, of: readonly ArticleState[]): ArticleVersion {
  return of.includes(version.state) ? { ...version, state: 'superseded' } : version;
}
