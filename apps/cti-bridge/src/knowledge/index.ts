export { openKnowledge, type Knowledge } from './knowledge.ts';
export { readKnowledgeFolder } from './read-folder.ts';
export { addKnowledgeRoutes } from './routes.ts';
