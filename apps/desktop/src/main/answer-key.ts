/** 全局接听键: answers while another program has the focus. */
import { globalShortcut } from 'electron';

/** On Linux Ctrl+Alt+F1…F12 belong to the text consoles and never reach a program. */
export const DEFAULT_ANSWER_KEY = process.platform === 'linux' ? 'Ctrl+Alt+Enter' : 'Ctrl+Alt+F2';

/** `taken`: another program has it. It is given back when the desk ends. */
export function holdAnswerKey(key: string, onPressed: () => void): 'held' | 'taken' {
  return globalShortcut.register(key, onPressed) ? 'held' : 'taken';
}
