export { numberForLink } from './survey-link.ts';
