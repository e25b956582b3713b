/**
 * What may not stand in a log: telephone numbers (of citizens, all of them), tokens and passwords. Numbers are masked
 * wherever they turn up, not by field name, because a number is just as well inside an error's text.
 */

/** UUIDs, dates and times, IP addresses: digits that are nobody's number. */
const harmless =
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?|\d{1,3}(?:\.\d{1,3}){3}(?!\d)/gi;
/** Seven digits or more, full width too, with a plus before and single blanks, hyphens or dots between them. */
const phoneLike = /\+?[0-9０-９](?:[ .\-－]?[0-9０-９]){6,}/g;
const secretKey = /passw|token|secret|authorization|cookie|a1hash|credential/i;
/** Numbers under these names are times, sizes and places in a sequence. */
const countingKey = /(?:at|ms|since|until|now|seq|bytes|time|pid|port|from|count|offset|epoch)$/i;

export function maskText(text: string): string {
  let masked = '';
  let done = 0;
  for (const found of text.matchAll(harmless)) {
    masked += text.slice(done, found.index).replace(phoneLike, maskDigits) + found[0];
    done = found.index + found[0].length;
  }
  return masked + text.slice(done).replace(phoneLike, maskDigits);
}

/** 138****8000: the first three and the last two or four. */
function maskDigits(run: string): string {
  return `${run.slice(0, 3)}****${run.slice(run.length > 9 ? -4 : -2)}`;
}

/** A copy of a JSON value in which every text, name and long number is masked, at any depth. */
export function maskValue(value: unknown, key = ''): unknown {
  if (value === null) return null;
  if (secretKey.test(key)) return '[removed]';
  if (typeof value === 'string') return maskText(value);
  if (typeof value === 'number') {
    const short = Math.abs(value) < 1_000_000;
    return short || countingKey.test(key) ? value : maskText(String(value));
  }
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((each) => maskValue(each, key));
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [maskText(name), maskValue(each, name)]),
  );
}
