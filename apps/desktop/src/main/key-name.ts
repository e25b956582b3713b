/** Names of key combinations as Electron has them (Accelerator), as far as one makes sense for the whole machine. */
const MODIFIERS = new Set(['ctrl', 'control', 'alt', 'option', 'shift', 'super', 'cmd', 'command']);
const KEYS =
  /^(?:[a-z0-9]|f(?:[1-9]|1\d|2[0-4])|enter|return|space|home|end|insert|delete|pageup|pagedown|up|down|left|right)$/iu;

/**
 * At least two modifiers and one key: with fewer the combination would be taken away from every other program, which has
 * a meaning of its own for it.
 */
export function isMachineWideKey(text: string): boolean {
  const parts = text.split('+');
  const key = parts.pop() ?? '';
  const modifiers = new Set(parts.map((part) => part.toLowerCase()));
  return (
    KEYS.test(key) &&
    modifiers.size >= 2 &&
    modifiers.size === parts.length &&
    [...modifiers].every((part) => MODIFIERS.has(part))
  );
}
