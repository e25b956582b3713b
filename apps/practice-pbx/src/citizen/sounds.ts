import { fileURLToPath } from 'node:url';

/** Where a sound of the script lies. */
export const soundFile = (name: string): string =>
  fileURLToPath(new URL(`../../sounds/${name}`, import.meta.url));
