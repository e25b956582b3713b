export { addSurveyRoutes, SURVEY_ROUTE } from './routes.ts';
export { smsGateway } from './sms-port.ts';
export { startSurveyLinks } from './survey-links.ts';
