/** 一人多次: the same number again and again within some days. */
export type NumberedCall = {
  readonly callId: string;
  readonly number: string;
  readonly at: number;
};

export type RepeatedCaller = {
  /** The newest call; names the caller where the number itself must not stand. */
  readonly callId: string;
  readonly number: string;
  readonly calls: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** Calls of each day, the oldest first. */
  readonly perDay: readonly number[];
};

const DAY = 86_400_000;

/** Most calls first. A withheld number is nobody's. Times in ms; the last day ends at `now`. */
export function repeatedCallers(
  calls: readonly NumberedCall[],
  { least, days }: { readonly least: number; readonly days: number },
  now: number,
): readonly RepeatedCaller[] {
  const recent = calls.filter(
    ({ number, at }) => number !== '' && at <= now && at > now - days * DAY,
  );
  return [...Map.groupBy(recent, ({ number }) => number)]
    .flatMap(([number, found]): RepeatedCaller[] => {
      const own = found.toSorted((a, b) => a.at - b.at || (a.callId < b.callId ? -1 : 1));
      const [first] = own;
      const last = own.at(-1);
      if (first === undefined || last === undefined || own.length < least) return [];
      return [
        {
          callId: last.callId,
          number,
          calls: own.length,
          firstAt: first.at,
          lastAt: last.at,
          perDay: perDay(
            own.map(({ at }) => at),
            days,
            now,
          ),
        },
      ];
    })
    .toSorted((a, b) => b.calls - a.calls || b.lastAt - a.lastAt);
}

/** How many of these moments lie in each of the `days` that end at `now`. */
export function perDay(moments: readonly number[], days: number, now: number): readonly number[] {
  const counts = Array.from({ length: days }, () => 0);
  for (const at of moments) {
    const day = days - 1 - Math.floor((now - at) / DAY);
    if (day >= 0 && day < days) counts[day] = (counts[day] ?? 0) + 1;
  }
  return counts;
}
