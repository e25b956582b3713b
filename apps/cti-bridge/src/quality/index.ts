export { createCalibrationService, type CalibrationService } from './calibration-service.ts';
export { checkDaily } from './daily.ts';
export { createQualityService, type QualityService } from './quality-service.ts';
export { openReviewBook } from './review-book.ts';
export { addQualityRoutes } from './routes.ts';
