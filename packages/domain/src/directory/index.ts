export type { DirectoryEntry, DirectoryKind, OpeningHours } from './entry.ts';
export { isOpen, nextOpening } from './opening.ts';
export { searchDirectory } from './search.ts';
