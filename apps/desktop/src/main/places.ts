/** Where things lie beside the built main process, packaged or not. */
import path from 'node:path';

export const RENDERER = path.resolve(import.meta.dirname, '../renderer');
export const PRELOAD = path.resolve(import.meta.dirname, '../preload/index.cjs');
/** The utility process of the knowledge copy. */
export const KNOWLEDGE_PROCESS = path.resolve(import.meta.dirname, 'knowledge-process.js');
export const RESOURCES = path.resolve(import.meta.dirname, '../../resources');
export const ICON = path.join(RESOURCES, 'icon.png');
/** In the data folder. */
export const CONFIGURATION_FILE = 'desk.json';
export const WINDOW_FILE = 'window.json';
export const FLOATING_FILE = 'floating.json';
export const LOG_FOLDER = 'logs';
/** Copies of attachments that are open in other programs. */
export const OPENED_FOLDER = 'opened';
