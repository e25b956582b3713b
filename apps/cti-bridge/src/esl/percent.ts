/**
 * Percent-decoding that never fails.
 *
 * FreeSWITCH encodes header values of `text/event-plain` with switch_url_encode(), and libesl decodes every header
 * it reads. A value from the telephone network can hold a lone `%` (a caller's display name, "100%"), on which
 * `decodeURIComponent` throws: here such an escape stays as it was written.
 */
export function percentDecode(value: string): string {
  if (!value.includes('%')) return value;
  return value.replaceAll(/(?:%[0-9a-fA-F]{2})+/g, decodeRun);
}

function decodeRun(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    // Hex digits, but not UTF-8 (a GBK name from an old trunk): the text as it came says more than U+FFFD.
    return run;
  }
}
