export { openKnowledge, type Knowledge } from './knowledge.ts';
export { addKnowledgeRoutes } from './routes.ts';
