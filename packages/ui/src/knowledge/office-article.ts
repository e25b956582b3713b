import type { ArticleForm, FormField, WholeArticle } from '@hotline/domain/knowledge';

/** Why a step was not taken; `offline`: the bridge is away. */
type OfficeRefusal =
  | 'not-allowed'
  | 'own-draft'
  | 'no-draft'
  | 'not-proposed'
  | 'not-in-use'
  | 'changed-meanwhile'
  | 'no-article'
  | 'malformed'
  | 'offline';

/** The article that is open on the screen of knowledge upkeep. */
export type OfficeArticle = {
  readonly id: string;
  /** null: it is not on the bridge yet. */
  readonly whole: WholeArticle | null;
  /** While it is edited. */
  readonly form: ArticleForm | null;
  readonly wrong: readonly FormField[];
  readonly work: 'none' | 'sending' | 'saved';
  readonly refusal: OfficeRefusal | null;
  /** What somebody else made of it meanwhile; the form is decided against it. */
  readonly theirs: WholeArticle | null;
  /** A file that was not taken, and why. */
  readonly fileTrouble: { readonly name: string; readonly why: 'not-taken' | 'offline' } | null;
};
