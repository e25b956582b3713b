/** AES-256-GCM (NIST SP 800-38D) over the text of drafts, by Node's own cryptography. */
import { createCipheriv, createDecipheriv, createSecretKey, randomFillSync } from 'node:crypto';
import {
  AES_256_GCM,
  NONCE_BYTES,
  TAG_BYTES,
  type Cipher,
  type SealedText,
} from '../shared/draft-cipher.ts';

export const KEY_BYTES = 32;

/** Random nonces, drawn for many texts at once: asking the system for twelve bytes costs as much as the sealing. */
function nonces(): () => Uint8Array<ArrayBuffer> {
  const drawn = new Uint8Array(NONCE_BYTES * 256);
  let at = drawn.length;
  return () => {
    if (at === drawn.length) {
      randomFillSync(drawn);
      at = 0;
    }
    at += NONCE_BYTES;
    return drawn.slice(at - NONCE_BYTES, at);
  };
}

/** `keyBytes`: 32 of them. Random nonces: far fewer than 2³² texts are ever sealed under one seat's key (SP 800-38D, 8.3). */
export function aesCipher(keyBytes: Buffer): Cipher {
  // Once: Node would prepare the bytes anew for each text.
  const key = createSecretKey(keyBytes);
  const nextNonce = nonces();
  function sealBytes(plain: Uint8Array, context: string): SealedText {
    const nonce = nextNonce();
    const cipher = createCipheriv(AES_256_GCM, key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(context));
    // Each key comes through here: one copy. GCM is a stream, nothing is left for the end but the tag.
    const sealed = cipher.update(plain);
    cipher.final();
    const text = new Uint8Array(sealed.length + TAG_BYTES);
    text.set(sealed);
    text.set(cipher.getAuthTag(), sealed.length);
    return { cipher: AES_256_GCM, nonce, text };
  }
  function openBytes({ cipher: by, nonce, text }: SealedText, context: string): Buffer {
    if (by !== AES_256_GCM) throw new Error(`sealed by ${by}`);
    const end = text.length - TAG_BYTES;
    if (end < 0) throw new Error('shorter than its tag');
    const decipher = createDecipheriv(AES_256_GCM, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(text.subarray(end));
    return Buffer.concat([decipher.update(text.subarray(0, end)), decipher.final()]);
  }
  return {
    id: AES_256_GCM,
    sealBytes,
    openBytes: (sealed, context) => new Uint8Array(openBytes(sealed, context)),
    seal: (plain, context) => sealBytes(Buffer.from(plain), context),
    open: (sealed, context) => openBytes(sealed, context).toString(),
  };
}
