import { domainToASCII } from 'node:url';
import { ValueError } from '../../errors.ts';

/** Source: RFC 5321, 4.5.3.1; a path has two brackets of its 256 characters. */
const MAX_LENGTH = 254;
const MAX_LOCAL_LENGTH = 64;

/**
 * Of the signs that RFC 5322 allows those that no program takes for its own: no lists and routes, and to begin
 * with no option and no formula.
 */
const LOCAL = /^[A-Za-z0-9_][A-Za-z0-9_+'&=~/-]*(\.[A-Za-z0-9_+'&=~/-]+)*$/;

const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/**
 * An e-mail address of one person, strictly: programs that send take `a;b` for two, and what follows a line
 * end for another header. The domain is stored in small letters.
 *
 * @throws ValueError `missing` or `bad_email`
 */
export function parseEmail(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new ValueError('missing', 'the e-mail address is missing');
  const at = trimmed.lastIndexOf('@');
  const [local, domain] = [trimmed.slice(0, Math.max(0, at)), trimmed.slice(at + 1).toLowerCase()];
  if (LOCAL.test(local) && DOMAIN.test(domain)) {
    if (local.length <= MAX_LOCAL_LENGTH && trimmed.length <= MAX_LENGTH) {
      return `${local}@${domain}`;
    }
    throw new ValueError(
      'bad_email',
      `longer than an e-mail address may be: ${MAX_LOCAL_LENGTH} characters before the @, and ${MAX_LENGTH} in all`,
    );
  }
  throw new ValueError('bad_email', sayWhy(local, domain));
}

function sayWhy(local: string, domain: string): string {
  const ascii = /[^\u0000-\u007f]/.test(domain) ? domainToASCII(domain) : '';
  if (LOCAL.test(local) && DOMAIN.test(ascii)) {
    return `a domain in other letters is written as mail servers know it: ${local}@${ascii}`;
  }
  return 'not an e-mail address; write one, like asha@example.org';
}

/**
 * An address as those see it who may not change the roll, `a•••@example.org`. What is masked already stays as
 * it is.
 */
export function maskEmail(email: string): string {
  return email.replace(/^(.)[^@]*@/u, '$1•••@');
}
