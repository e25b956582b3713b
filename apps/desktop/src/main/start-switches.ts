/** Command-line switches that would open the installed desk: for a debugger, or past its walls. */
const FORBIDDEN = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-publish-uid',
  'js-flags',
  'no-sandbox',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-running-insecure-content',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'host-rules',
  'host-resolver-rules',
  'load-extension',
  'gpu-launcher',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'use-fake-device-for-media-stream',
  'use-fake-ui-for-media-stream',
  'use-file-for-fake-audio-capture',
  'enable-logging',
  'log-net-log',
  'ssl-key-log-file',
] as const;

/** The forbidden ones among the arguments; the packaged desk refuses to start with any. */
export function forbiddenSwitches(argv: readonly string[]): readonly string[] {
  const given = argv
    .filter((argument) => /^--?[a-z]/iu.test(argument))
    .map((argument) => argument.replace(/^--?/u, '').split('=')[0]?.toLowerCase() ?? '');
  return FORBIDDEN.filter((name) => given.includes(name));
}
