export { marksOf, type Mark, type MarkKind } from './marks.ts';
export {
  heardStretch,
  recordedCallId,
  recordingOutline,
  recordingPage,
  recordingQuery,
  type HeardStretch,
  type Peaks,
  type RecordingOutline,
  type RecordingPage,
  type RecordingQuery,
  type RecordingRow,
} from './shapes.ts';
