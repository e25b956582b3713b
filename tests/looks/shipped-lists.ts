import path from 'node:path';
import { formatProblems, loadConfig } from '@hotline/cti-bridge/config';
import { listsOf } from '@hotline/cti-bridge/intake';
import type { IntakeLists } from '@hotline/domain/intake';

let lists: IntakeLists | null = null;

/** 受理词表 as the bridge serves them from the shipped configuration. */
export function shippedLists(): IntakeLists {
  if (lists !== null) return lists;
  const config = loadConfig({
    env: { HOTLINE_ESL_PASSWORD: 'of-no-pbx', HOTLINE_DIRECTORY_SECRET: 'of-no-directory' },
    workingFolder: path.resolve(import.meta.dirname, '../..'),
  });
  if (!config.ok) throw new Error(formatProblems(config.error));
  lists = listsOf(config.value);
  return lists;
}
