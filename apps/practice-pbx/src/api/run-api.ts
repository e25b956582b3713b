import type { PbxCore } from '../core.ts';
import type { ApiCommand } from './api-command.ts';
import { channelCommands } from './channel-api.ts';
import { conference } from './conference-api.ts';
import { coreCommands } from './core-api.ts';
import { originateCommand } from './originate-api.ts';

const commands: ReadonlyMap<string, ApiCommand> = new Map(
  Object.entries({ ...coreCommands, ...channelCommands, conference, originate: originateCommand }),
);

/** Runs one api command; what it does not know it says in FreeSWITCH's own words. Never rejects. */
export async function runApi(core: PbxCore, name: string, argument: string): Promise<string> {
  if (name === 'expand') {
    const [inner = '', ...rest] = (await expand(core, argument.trim())).split(' ');
    return runApi(core, inner, rest.join(' '));
  }
  const command = commands.get(name);
  if (!command) return `-ERR ${name} Command not found!\n`;
  try {
    return await command(core, argument);
  } catch (cause) {
    core.log.error({ cause, name }, 'an api command failed');
    return '-ERR Operation failed\n';
  }
}

/** `${name}` of a global variable, `${command(argument)}` of an api command; innermost first. */
async function expand(core: PbxCore, text: string): Promise<string> {
  let expanded = text;
  for (let rounds = 0; rounds < 20; rounds++) {
    const match = /\$\{([\w-]+)(?:\(([^${}]*)\))?\}/.exec(expanded);
    if (!match) return expanded;
    const [whole, name = '', argument] = match;
    const value =
      argument === undefined ? (core.globals.get(name) ?? '') : await runApi(core, name, argument);
    expanded = expanded.slice(0, match.index) + value + expanded.slice(match.index + whole.length);
  }
  return expanded;
}
