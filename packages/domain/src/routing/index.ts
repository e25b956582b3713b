export { inOrder, route } from './route.ts';
export type { Offer, ReadySeat, RoutingRules, WaitingEntry } from './route.ts';
