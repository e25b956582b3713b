import type { WebContents } from 'electron';

/** A page that fails at each frame must not fill the disk. */
const MOST_TOLD = 50;
const LONGEST = 300;

export type PageError = {
  readonly message: string;
  /** File and line of the page. */
  readonly where: string;
};

/** What a page's console was told as an error, an uncaught one too: its beginning, without numbers of people. */
export function onPageErrors(contents: WebContents, tell: (error: PageError) => void): void {
  let told = 0;
  contents.on('console-message', ({ level, message, sourceId, lineNumber }) => {
    if (level !== 'error' || told === MOST_TOLD) return;
    told += 1;
    tell({
      message: withoutNumbers(message).slice(0, LONGEST),
      where: `${sourceId}:${lineNumber}`,
    });
  });
}

/** Telephone, ID card and ticket numbers have six digits or more in a row. */
const withoutNumbers = (text: string): string => text.replaceAll(/\d{6,}/gu, '#');
