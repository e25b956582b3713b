/** AES-256-GCM over the text of drafts by WebCrypto. The key lies in IndexedDB and cannot be taken out of the browser by a script. */
import {
  AES_256_GCM,
  NONCE_BYTES,
  TAG_BYTES,
  type SealedText,
  type SlowCipher,
} from '../../shared/draft-cipher.ts';

/** Not extractable: a script of the page can use it, not read it. */
export function newWebKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

const how = (iv: Uint8Array<ArrayBuffer>, context: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(context),
  tagLength: TAG_BYTES * 8,
});

export function webDraftCipher(key: CryptoKey): SlowCipher {
  async function sealBytes(plain: Uint8Array<ArrayBuffer>, context: string): Promise<SealedText> {
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const text = await crypto.subtle.encrypt(how(nonce, context), key, plain);
    return { cipher: AES_256_GCM, nonce, text: new Uint8Array(text) };
  }
  async function openBytes({ cipher, nonce, text }: SealedText, context: string) {
    if (cipher !== AES_256_GCM) throw new Error(`sealed by ${cipher}`);
    return new Uint8Array(await crypto.subtle.decrypt(how(nonce, context), key, text));
  }
  return {
    id: AES_256_GCM,
    sealBytes,
    openBytes,
    seal: (plain, context) => sealBytes(new TextEncoder().encode(plain), context),
    // A byte-order mark is something a person can paste: it stays.
    open: async (sealed, context) =>
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
        await openBytes(sealed, context),
      ),
  };
}
