export { tidyDaily } from './daily.ts';
export { openRecordingIndex, type RecordingIndex } from './recording-index.ts';
export { addRecordingRoutes } from './route.ts';
export { openRecordingSearch, type RecordingSearch } from './search.ts';
export { isGone } from './file-in-folder.ts';
