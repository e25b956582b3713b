export { arrive } from './arrive.ts';
export type {
  ArrivingCall,
  Call,
  CallMode,
  CallRules,
  EndedBy,
  EndedCall,
  Leg,
  LegState,
  OfferedCall,
  Passed,
  SeatLeg,
  TalkingCall,
  WaitingCall,
  WrappingCall,
} from './call.ts';
export type {
  CallEffect,
  CallNews,
  CallRefusal,
  CallTimer,
  Outcome,
  Release,
  Step,
} from './effect.ts';
export type { Arrival, CallEvent, LegEndBy } from './event.ts';
export { recover, recoverGone } from './recover.ts';
export type { Found } from './recover.ts';
export { transition } from './transition.ts';
