export type { SeatEffect, SeatEvent, SeatOutcome, SeatRefusal } from './event.ts';
export { callOf, isOfferable, isReachable, isTakeable, signedOutSeat } from './seat.ts';
export type {
  BusyBecause,
  Seat,
  SeatActivity,
  SeatDevice,
  SeatMedia,
  SeatPerson,
  SeatWish,
  SignOutWhy,
} from './seat.ts';
export { transition } from './transition.ts';
