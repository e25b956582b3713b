export { placeCall, Citizen, type PlaceCall } from './place-call.ts';
export { answerCalls, CalledParty, type AnswerCalls, type AnsweringPhone } from './answer-calls.ts';
export { samples, silence, tone, wavFile, type Audio } from './audio.ts';
export { Hearing, type Heard, type ToneWanted } from './hearing.ts';
export { Party, type Ended } from './party.ts';
export { playCitizen } from './play-citizen.ts';
export { startCitizens, type CitizenStream, type StreamOptions } from './stream.ts';
export { citizens, type ScriptedCitizen } from './script.ts';
