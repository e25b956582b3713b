export {
  article,
  articleContent,
  articleId,
  validityOn,
  type Article,
  type ArticleContent,
} from './article.ts';
export {
  knowledgeCopy,
  knowledgeHits,
  knowledgePage,
  knowledgeQuery,
  PAGE_ARTICLES,
  type KnowledgeCopy,
  type KnowledgePage,
  type KnowledgeQuery,
} from './exchange.ts';
export {
  changeArticle,
  inUse,
  type ArticleEvent,
  type ArticleRecord,
  type ArticleRefusal,
  type ArticleVersion,
  type Editor,
} from './record.ts';
export { knowledgeReport, type KnowledgeReport } from './report.ts';
