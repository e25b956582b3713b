export { tidyDaily } from './daily.ts';
export { openRecordingIndex, type RecordingIndex } from './recording-index.ts';
export { addRecordingRoute } from './route.ts';
