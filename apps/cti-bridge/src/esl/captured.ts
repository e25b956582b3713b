/** Tests only: the bytes a real FreeSWITCH sent, from tests/fixtures/esl (see the README there). */
import { readFileSync } from 'node:fs';
import { type EslEvent, parseEvent } from './event.ts';
import { type Frame, Framer } from './framer.ts';

export const CAPTURES = ['call.txt', 'room-operations.txt', 'websocket-registration.txt'] as const;

export type Capture = (typeof CAPTURES)[number];

const folder = new URL('../../../../tests/fixtures/esl/', import.meta.url);

export const capturedBytes = (name: Capture): Buffer => readFileSync(new URL(name, folder));

/** Every command of `answers.jsonl` with the frame it was answered by. */
export const capturedAnswers = (): { name: string; sent: string | null; received: string }[] =>
  readFileSync(new URL('answers.jsonl', folder), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { name: string; sent: string | null; received: string });

export const capturedFrames = (name: Capture): Frame[] =>
  new Framer().push(capturedBytes(name)).filter((output) => output.kind === 'frame');

export const capturedEvents = (name: Capture): EslEvent[] =>
  capturedFrames(name)
    .map(parseEvent)
    .filter((result) => result.ok)
    .map((result) => result.value);
