import path from 'node:path';
import { assertNever } from '@hotline/domain/result';
import { openKnowledgeIndex, type KnowledgeIndex } from '@hotline/knowledge-index';
import type { CopyAnswer, CopyQuestion } from './knowledge-calls.ts';

/**
 * Answers main's questions on the copy in `folder`. The file is opened at the first one: a desk whose disk is full still
 * takes calls. A failure is an answer; the next question tries again.
 */
export function copyAnswerer(folder: string): (question: CopyQuestion) => CopyAnswer {
  let index: KnowledgeIndex | null = null;
  const answer = (question: CopyQuestion) => {
    index ??= openKnowledgeIndex(path.join(folder, 'knowledge.sqlite'));
    switch (question.call) {
      case 'copy':
        return index.copy();
      case 'apply':
        index.apply(question.given);
        return null;
      case 'search':
        return index.search(question.given);
      case 'papers':
        return index.papers();
      default:
        return assertNever(question);
    }
  };
  return (question) => {
    try {
      return { no: question.no, ok: true, answer: answer(question) };
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return { no: question.no, ok: false, detail };
    }
  };
}
