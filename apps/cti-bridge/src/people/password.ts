/** Passwords: argon2id (RFC 9106, OWASP's 19 MiB / 2 passes / 1 lane, the library's default). */
import { hash, verify } from '@node-rs/argon2';

/**
 * Verified when there is no hash, so that an unknown person takes as long as a known one. Made anew at each start with
 * the parameters in force; nobody knows its password.
 */
const nobody = hash(crypto.randomUUID());

export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await nobody), password).catch(() => false);
  return stored !== null && matches;
}

export type PasswordRules = { readonly passwordLength: number; readonly passwordClasses: number };

/** @returns what is wrong, in both languages, or null. */
export function passwordFault(
  password: string,
  person: string,
  { passwordLength, passwordClasses }: PasswordRules,
): { readonly zh: string; readonly en: string } | null {
  if (Array.from(password).length < passwordLength) {
    return {
      zh: `口令至少 ${passwordLength} 个字符`,
      en: `a password has at least ${passwordLength} characters`,
    };
  }
  if (Buffer.byteLength(password) > 256) {
    return { zh: '口令太长', en: 'the password is too long' };
  }
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((each) => each.test(password));
  if (classes.length < passwordClasses) {
    return {
      zh: `口令须含小写、大写、数字、其他字符中的 ${passwordClasses} 类`,
      en: `a password has ${passwordClasses} of: lower case, upper case, digits, others`,
    };
  }
  if (password.toLowerCase().includes(person.toLowerCase())) {
    return { zh: '口令不能含有账号', en: 'a password does not contain the account name' };
  }
  return null;
}
