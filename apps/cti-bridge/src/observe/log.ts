import { pino, type DestinationStream, type Logger } from 'pino';
import { maskText, maskValue } from './mask.ts';

export type { Logger };

/**
 * JSON lines, the only way the bridge logs. Masked where the finished line leaves, not field by field: bindings,
 * interpolated messages and the texts of errors all pass here, and nothing can be forgotten.
 */
export function createLogger(level: string, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: maskLine },
    },
    destination,
  );
}

function maskLine(line: string): string {
  try {
    return `${JSON.stringify(maskValue(JSON.parse(line)))}\n`;
  } catch {
    return `${maskText(line.trimEnd())}\n`;
  }
}
