/** What main asks of the process that keeps the copy of the knowledge library, and what comes back: one answer a question. */
import type {
  KnowledgeCopy,
  KnowledgePage,
  KnowledgeQuery,
  Article,
} from '@hotline/domain/knowledge';

export type CopyCalls = {
  readonly copy: { readonly given: null; readonly answer: KnowledgeCopy };
  readonly apply: { readonly given: KnowledgePage; readonly answer: null };
  readonly search: { readonly given: KnowledgeQuery; readonly answer: readonly Article[] };
  /** Papers that the articles name. */
  readonly papers: {
    readonly given: null;
    readonly answer: readonly { readonly hash: string; readonly bytes: number }[];
  };
};
export type CopyCall = keyof CopyCalls;

export type CopyQuestion = {
  readonly [C in CopyCall]: {
    readonly no: number;
    readonly call: C;
    readonly given: CopyCalls[C]['given'];
  };
}[CopyCall];
export type CopyAnswer =
  | { readonly no: number; readonly ok: true; readonly answer: CopyCalls[CopyCall]['answer'] }
  | { readonly no: number; readonly ok: false; readonly detail: string };
