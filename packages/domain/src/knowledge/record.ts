/**
 * An article's life on the bridge. A change never touches what is in use: it is a draft of its own until somebody else
 * has approved it, and every version that ever was stays.
 *
 *                 ┌────────── revise ──────────┐ (the version in use stays in use)
 *                 ▼                            │
 *   ── revise ─► draft ────── approve ─────► in use ── withdraw ─► withdrawn
 *                 ▲                                                    │
 *                 └───────────────────── revise ───────────────────────┘
 *
 * `publish` is the import's way: a source's own approved text comes into use at once.
 */
import { assertNever, err, ok, type Result } from '../result/index.ts';
import type { ArticleContent } from './article.ts';

type ArticleState = 'draft' | 'approved' | 'superseded' | 'withdrawn';

export type ArticleVersion = {
  /** 1, 2, 3 … */
  readonly version: number;
  readonly state: ArticleState;
  readonly content: ArticleContent;
  readonly by: string;
  /** ms since 1970 */
  readonly at: number;
  readonly approvedBy: string | null;
};

/** Oldest version first; at most one is a draft (the last), at most one approved. */
export type ArticleRecord = { readonly id: string; readonly versions: readonly ArticleVersion[] };

/** `source` is an import of a unit's own texts. */
export type Editor = {
  readonly person: string;
  readonly role: 'agent' | 'specialist' | 'leader' | 'source';
};

export type ArticleEvent =
  | { readonly kind: 'revise'; readonly content: ArticleContent }
  | { readonly kind: 'approve' }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'publish'; readonly content: ArticleContent };

export type ArticleRefusal =
  | { readonly code: 'not-allowed' }
  /** Nobody approves what they wrote. */
  | { readonly code: 'own-draft' }
  | { readonly code: 'no-draft' }
  | { readonly code: 'not-in-use' };

/** Who may do what: 话务员 report, 专席 write, 班长 write and approve. */
const allowed: Readonly<Record<ArticleEvent['kind'], readonly Editor['role'][]>> = {
  revise: ['specialist', 'leader'],
  approve: ['leader'],
  withdraw: ['leader', 'source'],
  publish: ['source'],
};

/** `now` in ms since 1970. A draft that is revised stays the same version: it was never shown to anybody. */
export function changeArticle(
  record: ArticleRecord,
  event: ArticleEvent,
  by: Editor,
  now: number,
): Result<ArticleRecord, ArticleRefusal> {
  if (!allowed[event.kind].includes(by.role)) return err({ code: 'not-allowed' });
  const { versions } = record;
  const draft = draftOf(record);
  const made = (content: ArticleContent, state: ArticleState, version: number): ArticleVersion => ({
    version,
    state,
    content,
    by: by.person,
    at: now,
    approvedBy: state === 'approved' ? by.person : null,
  });
  const next = (versions.at(-1)?.version ?? 0) + 1;
  switch (event.kind) {
    case 'revise': {
      const kept = versions.filter((each) => each !== draft);
      return ok({
        ...record,
        versions: [...kept, made(event.content, 'draft', draft?.version ?? next)],
      });
    }
    case 'approve': {
      if (draft === null) return err({ code: 'no-draft' });
      if (draft.by === by.person) return err({ code: 'own-draft' });
      const approved: ArticleVersion = { ...draft, state: 'approved', approvedBy: by.person };
      return ok({
        ...record,
        versions: [...superseded(versions.filter((each) => each !== draft)), approved],
      });
    }
    case 'withdraw': {
      if (inUse(record) === null) return err({ code: 'not-in-use' });
      return ok({
        ...record,
        versions: versions.map((each) =>
          each.state === 'approved' ? { ...each, state: 'withdrawn' } : each,
        ),
      });
    }
    case 'publish':
      return ok({
        ...record,
        versions: [...superseded(versions), made(event.content, 'approved', next)],
      });
    default:
      return assertNever(event);
  }
}

/** What seats show; null: nothing. */
export function inUse({ versions }: ArticleRecord): ArticleVersion | null {
  return versions.find(({ state }) => state === 'approved') ?? null;
}

function draftOf({ versions }: ArticleRecord): ArticleVersion | null {
  return versions.find(({ state }) => state === 'draft') ?? null;
}

/** A draft that the source's own text overtook is not approved by it, and not lost. */
function superseded(versions: readonly ArticleVersion[]): ArticleVersion[] {
  return versions.map((each) =>
    each.state === 'approved' || each.state === 'draft' ? { ...each, state: 'superseded' } : each,
  );
}
