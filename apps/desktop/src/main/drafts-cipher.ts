/** AES-256-GCM (NIST SP 800-38D) over the text of drafts, by Node's own cryptography. */
import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';
import {
  AES_256_GCM,
  NONCE_BYTES,
  TAG_BYTES,
  type Cipher,
  type SealedText,
} from '../shared/draft-cipher.ts';

export const KEY_BYTES = 32;

/** `keyBytes`: 32 of them. Random nonces: far fewer than 2³² texts are ever sealed under one seat's key (SP 800-38D, 8.3). */
export function aesCipher(keyBytes: Buffer): Cipher {
  // Once: Node would prepare the bytes anew for each text.
  const key = createSecretKey(keyBytes);
  function sealBytes(plain: Uint8Array, context: string): SealedText {
    const nonce = new Uint8Array(randomBytes(NONCE_BYTES));
    const cipher = createCipheriv(AES_256_GCM, key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(context));
    const parts = [cipher.update(plain), cipher.final()];
    const text = new Uint8Array(Buffer.concat([...parts, cipher.getAuthTag()]));
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
