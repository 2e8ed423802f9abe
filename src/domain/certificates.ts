import { X509Certificate } from 'node:crypto';

/** Those of all authorities of the world have a tenth of it. */
export const CERTIFICATES_BYTES = 4 * 1024 * 1024;

const CERTIFICATE =
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]*-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

/**
 * What is wrong with a file that a server is to be known by, as PEM; undefined where nothing is.
 *
 * @param text undefined where it is no plain file, or larger than `CERTIFICATES_BYTES`
 */
export function whyNoCertificates(text: string | undefined): string | undefined {
  if (text === undefined) return 'it is no file, or too large for one with certificates';
  const found = text.match(CERTIFICATE) ?? [];
  if (found.length === 0) return 'there is none in it';
  return found.every(isCertificate) ? undefined : 'one is damaged';
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}
