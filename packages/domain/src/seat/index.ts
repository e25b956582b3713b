export type { SeatEffect, SeatEvent, SeatOutcome, SeatRefusal } from './event.ts';
export { callOf, isOfferable, isReachable, isTakeable, signedOutSeat } from './seat.ts';
export type {
  BusyBecause,
  RaisedHand,
  Seat,
  SeatActivity,
  SeatDevice,
  SeatMedia,
  SeatNote,
  SeatPerson,
  SeatWish,
  SignOutWhy,
} from './seat.ts';
export { transition } from './transition.ts';
