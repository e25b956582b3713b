export {
  perDay,
  repeatedCallers,
  type NumberedCall,
  type RepeatedCaller,
} from './repeated-callers.ts';
export { rising, type Rising, type RisingRule, type SpotCount } from './rising.ts';
export { sameMatters, type MatterTicket, type SameMatter } from './same-matter.ts';
