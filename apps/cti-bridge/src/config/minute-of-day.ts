/** '06:30' → 390; '24:00' → 1440. */
export function minuteOfDay(clockTime: string): number {
  const [hours = '0', minutes = '0'] = clockTime.split(':');
  return Number(hours) * 60 + Number(minutes);
}
