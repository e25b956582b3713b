/** What the desk uses of pino. Numbers in the fields are masked by the logger. */
type Write = (fields: Readonly<Record<string, unknown>>, message: string) => void;

export type DeskLogger = {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
};
