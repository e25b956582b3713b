import type { DeskConfig } from './desk-config.ts';
import type { DeskCore } from './desk-core.ts';

/** Of whoever is at the seat, else of whoever the directory says it belongs to, else its number. */
export function seatName(core: DeskCore, seatId: string): string {
  return core.seats.get(seatId, 0).person?.name ?? nameInDirectory(core.options.config, seatId);
}

export function nameInDirectory({ directory }: DeskConfig, seatId: string): string {
  return directory.find(({ seat }) => seat === seatId)?.zh ?? seatId;
}
