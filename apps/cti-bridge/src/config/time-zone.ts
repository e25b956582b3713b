/** Local time minus UTC in minutes at `at` (ms). @throws RangeError for a zone that Intl does not know. */
export function utcOffsetMinutes(timeZone: string, at: number): number {
  const words = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;
  // `GMT` alone, or GMT+08:00.
  const [, sign = '+', hours = '0', minutes = '0'] =
    /^GMT([+-])(\d{2}):(\d{2})$/.exec(words ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** The day boundary is one fixed offset; a zone whose clock is changed twice a year would have two. */
export function hasSummerTime(timeZone: string): boolean {
  const months = [0, 6].map((month) => utcOffsetMinutes(timeZone, Date.UTC(2026, month, 15)));
  return months[0] !== months[1];
}
