/**
 * What people write is kept letter by letter: Chinese beyond the BMP (𠮷), emoji, any length its field allows. Three
 * things are taken out or made plain where text comes in, because no store, screen or other platform agrees on them:
 * control characters other than line feed and tab (PostgreSQL refuses U+0000), half a surrogate pair, and the line ends
 * of other systems.
 */
export const plainText = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(CONTROL, '')
    .replaceAll(
      /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
      '\u{FFFD}',
    );

/** C0 and C1 of Unicode, and those that turn the direction of what follows: they make one text look like another. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;
