export type { DirectoryEntry, DirectoryKind, OpeningHours } from './entry.ts';
