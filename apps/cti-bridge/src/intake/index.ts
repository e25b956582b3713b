export { listsOf } from './lists.ts';
export { addIntakeRoute } from './route.ts';
