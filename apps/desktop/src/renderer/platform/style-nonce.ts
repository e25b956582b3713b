/** The nonce that whoever served the page put there (Vite's convention); undefined when its policy needs none. */
export function styleNonce(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
}
