/** What we use of the registry's `sip` 0.0.6, which has no types of its own: parsing and writing, nothing of its stack. */
declare module 'sip' {
  export interface Via {
    version: string;
    protocol: string;
    host: string;
    port?: number | undefined;
    params: Record<string, string | null>;
  }
  export interface AddressOfRecord {
    name?: string | undefined;
    uri: string;
    params: Record<string, string | null>;
  }
  export type Credentials = { scheme: string } & Record<string, string | undefined>;
  export interface Headers {
    via?: Via[];
    from?: AddressOfRecord;
    to?: AddressOfRecord;
    contact?: AddressOfRecord[] | '*';
    cseq?: { seq: number; method: string };
    'call-id'?: string;
    'content-length'?: number;
    'content-type'?: string;
    'record-route'?: unknown;
    route?: unknown;
    authorization?: Credentials[];
    'proxy-authorization'?: Credentials[];
    'www-authenticate'?: Credentials[];
    [name: string]: unknown;
  }
  export interface Message {
    version?: string;
    method?: string;
    uri?: string;
    status?: number;
    reason?: string;
    headers: Headers;
    content?: string;
  }
  export interface Uri {
    schema: string;
    user?: string;
    host: string;
    port: number;
    params: Record<string, string | null>;
  }
  const sip: {
    parse(data: Buffer): Message | undefined;
    stringify(message: Message): string;
    parseUri(uri: string): Uri | undefined;
  };
  export default sip;
}
