import { readOriginate } from '../dialplan/dial-string.ts';
import { originate, runApplication } from '../dialplan/originate.ts';
import type { ApiCommand } from './api-command.ts';

const USAGE =
  '-USAGE: <call url> <exten>|&<application_name>(<app_args>) [<dialplan>] [<context>] [<cid_name>] [<cid_num>] [<timeout_sec>]\n';

export const originateCommand: ApiCommand = async (core, argument) => {
  if (argument.trim() === '') return USAGE;
  const request = readOriginate(argument);
  if (!request) return argument.includes(' ') ? '-ERR CHAN_NOT_IMPLEMENTED\n' : USAGE;
  const outcome = await originate(core, request);
  if ('failed' in outcome) return `-ERR ${outcome.failed}\n`;
  const channel = outcome.answered;
  // The answer is on its way first: BACKGROUND_JOB comes before add-member.
  setImmediate(() => runApplication(core, channel, request.application, request.argument));
  return `+OK ${channel.uuid}\n`;
};
