/** What a person sees when the seat cannot start: what is wrong, where, and what to write there. Chinese and English. */
import type { ConfigurationProblem } from './seat-configuration.ts';

type Words = { readonly zh: string; readonly en: string };

const WORDS: Readonly<
  Record<
    ConfigurationProblem['code'] | 'drafts-unavailable' | 'drafts-newer' | 'window-died',
    Words
  >
> = {
  'not-json': {
    zh: 'desk.json 不是有效的 JSON 文件。',
    en: 'desk.json is not valid JSON.',
  },
  'unknown-or-wrong': {
    zh: '有不认识的项，或者项的类型不对。可用的项：bridgeUrl、sipServers、caFile、language、answerKey。',
    en: 'An unknown key, or a value of the wrong type. Keys: bridgeUrl, sipServers, caFile, language, answerKey.',
  },
  'bridge-missing': {
    zh: '没有写明 CTI 服务的地址。请在 desk.json 写 bridgeUrl，或设环境变量 HOTLINE_BRIDGE_URL，例如 https://hotline.example.gov.cn。',
    en: 'The address of the CTI bridge is missing. Write bridgeUrl in desk.json or set HOTLINE_BRIDGE_URL, for example https://hotline.example.gov.cn.',
  },
  'bridge-url': {
    zh: 'CTI 服务的地址必须是 https://主机[:端口]（本机可用 http://），不带路径、用户名和参数。',
    en: 'The bridge’s address must be https://host[:port] (http:// only for this machine), without path, user or query.',
  },
  'ipv6-literal': {
    zh: '请写主机名或 IPv4 地址，不要直接写 IPv6 地址：页面的安全策略无法列出它。',
    en: 'Write a host name or an IPv4 address instead of an IPv6 one: the page’s content policy cannot list it.',
  },
  'plain-not-loopback': {
    zh: '不加密的 http:// 和 ws:// 只能用于本机；其他主机请用 https:// 和 wss://。',
    en: 'Plain http:// and ws:// are for this machine only; use https:// and wss:// for any other.',
  },
  'ca-missing': {
    zh: '使用 https:// 或 wss:// 时，必须用 caFile（或 HOTLINE_CA_FILE）指明签发证书的机构；本席只信任它。',
    en: 'With https:// or wss:// the issuing authority must be named by caFile (or HOTLINE_CA_FILE); the seat trusts nothing else.',
  },
  'ca-unreadable': {
    zh: '证书机构文件读不出来，或者里面不是机构证书（PEM）。',
    en: 'The authority file cannot be read, or holds no authority’s certificate (PEM).',
  },
  'sip-url': {
    zh: 'sipServers 的每一项必须是 wss://主机[:端口]（本机可用 ws://）。',
    en: 'Each of sipServers must be wss://host[:port] (ws:// only for this machine).',
  },
  'answer-key': {
    zh: 'answerKey 要有两个修饰键和一个键，例如 Ctrl+Alt+F2；不用全局接听键就写 false。',
    en: 'answerKey is two modifiers and a key, for example Ctrl+Alt+F2; false for none.',
  },
  'practice-not-loopback': {
    zh: '自动登录（HOTLINE_PRACTICE_SIGN_IN）只能用于本机的练习系统。',
    en: 'Automatic sign-in (HOTLINE_PRACTICE_SIGN_IN) is for a practice system on this machine only.',
  },
  'practice-form': {
    zh: 'HOTLINE_PRACTICE_SIGN_IN 的写法是 工号:密码。',
    en: 'HOTLINE_PRACTICE_SIGN_IN is written person:password.',
  },
  'drafts-unavailable': {
    zh: '本机无法保存草稿（磁盘已满、无权限或被其他程序占用）。为了不丢失任何内容，话务台没有启动。',
    en: 'Drafts cannot be saved on this machine (disk full, no permission, or in use). The desk has not started, so that nothing is lost.',
  },
  'drafts-newer': {
    zh: '本机的草稿是由更新版本的话务台保存的，本版本读不懂，也没有改动它。请安装新版本后再打开。',
    en: 'The drafts on this machine were saved by a newer desk; this one cannot read them and has not touched them. Install the newer version.',
  },
  'window-died': {
    zh: '窗口反复异常退出。草稿已保存在本机。请重新启动话务台，并把日志交给管理员。',
    en: 'The window keeps failing. Drafts are safe on this machine. Start the desk again and give the log to the administrator.',
  },
};

export type StartProblem = {
  readonly where: string;
  readonly code: keyof typeof WORDS;
  readonly found: string;
};

/** `place` is the file that a person can edit. */
export function problemPage(
  problems: readonly StartProblem[],
  place: string,
  nonce: string,
): string {
  const items = problems.map(({ where, code, found }) => {
    const { zh, en } = WORDS[code];
    const key = where === '' ? '' : `<code>${escaped(where)}</code>`;
    const value = found === '' ? '' : `<samp>${escaped(found)}</samp>`;
    return `<li><p>${key} ${value}</p><p>${escaped(zh)}</p><p lang="en">${escaped(en)}</p></li>`;
  });
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>话务台没有启动</title><style nonce="${nonce}">
body{font:16px/1.6 "Microsoft YaHei UI","PingFang SC","Noto Sans CJK SC",sans-serif;color:#1F2733;background:#F5F7FA;margin:0}
main{max-width:46rem;margin:8vh auto;background:#fff;padding:2rem 2.5rem;border-radius:6px}
h1{font-size:1.4rem;margin:0}h2{font-size:1rem;font-weight:400;margin:0 0 1rem}
li{margin:.8rem 0}p{margin:0}[lang=en]{color:#4A5568}code,samp{background:#F5F7FA;padding:0 .3em;overflow-wrap:anywhere}
</style></head><body><main><h1>话务台没有启动</h1><h2 lang="en">The desk has not started</h2><ol>${items.join('')}</ol>
<p><code>${escaped(place)}</code></p></main></body></html>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/gu, (sign) => ENTITIES[sign] ?? sign);
}
