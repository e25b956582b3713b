/**
 * The port behind which the text of drafts is made unreadable on the disk. AES-256-GCM stands behind it now; SM4-GCM
 * (GB/T 32907) can, by another `id`: every sealed text says which cipher made it.
 */

/** Text as it lies on the disk. `nonce` is never used twice under one key; `text` ends with the cipher's tag. */
export type SealedText = {
  readonly cipher: string;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly text: Uint8Array<ArrayBuffer>;
};

/** `context` is authenticated, not kept: a text that was moved to another draft or person does not open. */
export type Cipher = {
  readonly id: string;
  seal(plain: string, context: string): SealedText;
  sealBytes(plain: Uint8Array<ArrayBuffer>, context: string): SealedText;
  openBytes(sealed: SealedText, context: string): Uint8Array<ArrayBuffer>;
  /** Throws when the text was changed, is not of this key, or of this context. */
  open(sealed: SealedText, context: string): string;
};

/** The browser's own cryptography answers later. */
export type SlowCipher = {
  readonly id: string;
  seal(plain: string, context: string): Promise<SealedText>;
  sealBytes(plain: Uint8Array<ArrayBuffer>, context: string): Promise<SealedText>;
  openBytes(sealed: SealedText, context: string): Promise<Uint8Array<ArrayBuffer>>;
  open(sealed: SealedText, context: string): Promise<string>;
};

export const AES_256_GCM = 'aes-256-gcm';
/** SP 800-38D, 5.2.1.1: 96 bits are the recommended nonce; 128 bits the longest tag. */
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;

/** What a draft's text is bound to. */
export function draftContext(draftId: string, owner: string): string {
  return JSON.stringify(['draft', draftId, owner]);
}
