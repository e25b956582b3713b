export { marksOf, type Mark, type MarkKind } from './marks.ts';
export {
  heardStretch,
  recordedCallId,
  recordingOutline,
  recordingPage,
  recordingQuery,
  recordingTerms,
  type HeardStretch,
  type Peaks,
  type RecordingOutline,
  type RecordingPage,
  type RecordingQuery,
  type RecordingRow,
  type RecordingTerms,
} from './shapes.ts';
