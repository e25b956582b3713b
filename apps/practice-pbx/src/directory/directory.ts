import { readDirectoryAnswer, type DirectoryUser } from './directory-xml.ts';

interface DirectoryQuestion {
  readonly user: string;
  readonly domain: string;
  readonly realm: string;
  readonly method: string;
  readonly ip: string;
  readonly callId: string;
}

export interface Directory {
  /** The seat's entry; undefined when there is none, or the bridge does not answer in time: both end as 403. */
  lookUp(question: DirectoryQuestion): Promise<DirectoryUser | undefined>;
}

export interface DirectoryOptions {
  readonly url: string;
  readonly secret: string;
  readonly timeoutMs: number;
  /** Why a question was not answered, for the log. */
  onTrouble(problem: string): void;
}

/** Asks as mod_xml_curl does: a form, posted with Basic authorisation as `freeswitch`. */
export function httpDirectory(options: DirectoryOptions): Directory {
  const authorization = `Basic ${Buffer.from(`freeswitch:${options.secret}`).toString('base64')}`;
  return {
    async lookUp(question) {
      const form = new URLSearchParams({
        hostname: 'practice-pbx',
        section: 'directory',
        tag_name: 'domain',
        key_name: 'name',
        key_value: question.domain,
        'Event-Name': 'REQUEST_PARAMS',
        action: 'sip_auth',
        sip_profile: 'internal',
        sip_auth_username: question.user,
        sip_auth_realm: question.realm,
        sip_auth_method: question.method,
        sip_call_id: question.callId,
        key: 'id',
        user: question.user,
        domain: question.domain,
        ip: question.ip,
      });
      try {
        const response = await fetch(options.url, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
          body: form.toString(),
          signal: AbortSignal.timeout(options.timeoutMs),
        });
        if (!response.ok) {
          options.onTrouble(`answered ${response.status}`);
          return undefined;
        }
        return readDirectoryAnswer(await response.text());
      } catch (cause) {
        options.onTrouble(cause instanceof Error ? cause.message : String(cause));
        return undefined;
      }
    },
  };
}
