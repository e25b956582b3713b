export { openAttachments, type AttachmentRules, type Attachments } from './attachments.ts';
export { addAttachmentRoutes } from './routes.ts';
export { tidyAttachmentsDaily } from './tidy-daily.ts';
