export { arrive } from './arrive.ts';
export type {
  Absent,
  ArrivingCall,
  Call,
  CallMode,
  CallRules,
  DiallingCall,
  EndedBy,
  EndedCall,
  HandedOverCall,
  Leg,
  LegState,
  OfferedCall,
  ParkedCall,
  Passed,
  RoomCall,
  SeatLeg,
  TalkingCall,
  Trouble,
  WaitingCall,
  Wanted,
  Wrap,
  WrappingCall,
} from './call.ts';
export { dial } from './dialling.ts';
export type { Dialled } from './dialling.ts';
export type {
  CallEffect,
  CallNews,
  CallRefusal,
  CallTimer,
  Outcome,
  Prompt,
  Release,
  Step,
} from './effect.ts';
export { isBinding, mayAcknowledge } from './emergency-case.ts';
export type { EmergencyCase, EmergencyRoute } from './emergency-case.ts';
export type {
  Arrival,
  CallEvent,
  DeskCallEvent,
  EventOf,
  LegEndBy,
  PbxCallEvent,
  SeatCallEvent,
} from './event.ts';
export { isComing, isIn, nameOf, partyOf, partyOfSeat, seatOf, talksWithCaller } from './party.ts';
export type {
  Brief,
  EmergencyParty,
  Guest,
  Leader,
  LeaderMode,
  Party,
  PartyTarget,
  Purpose,
} from './party.ts';
export { recover, recoverGone } from './recover.ts';
export type { Found } from './recover.ts';
export { operationsOf } from './rights.ts';
export { transition } from './transition.ts';
export type { WrapDraft } from './wrap-draft.ts';
