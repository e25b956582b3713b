export { openKnowledgeIndex, type KnowledgeIndex } from './knowledge-index.ts';
