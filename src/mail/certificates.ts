import { X509Certificate } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { systemErrorReason, ValueError } from '../errors.ts';

/** Those of all authorities of the world have a tenth of it. */
const MAX_BYTES = 4 * 1024 * 1024;

const CERTIFICATE =
  /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]*-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g;

/**
 * The certificates in a file, as PEM.
 *
 * @throws ValueError `bad_certificates`: it cannot be read, is no file, or has none
 */
export async function readCertificates(path: string): Promise<string> {
  const refuse = (why: string) =>
    new ValueError('bad_certificates', `the certificates in ${path} cannot be read: ${why}`);
  const text = await readPlainFile(path).catch((error: unknown) => {
    const reason = systemErrorReason(error);
    throw reason === undefined ? error : refuse(reason);
  });
  if (text === undefined) throw refuse('it is no file, or too large for one with certificates');
  const found = text.match(CERTIFICATE) ?? [];
  if (found.length === 0) throw refuse('there is none in it');
  if (!found.every(isCertificate)) throw refuse('one is damaged');
  return text;
}

/** @returns undefined for a device, a pipe and what is too large */
async function readPlainFile(path: string): Promise<string | undefined> {
  // A pipe that nobody writes to must not hang the program.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = await file.stat();
    // A folder is read as one, so that the system says what it is.
    if (!found.isDirectory() && (!found.isFile() || found.size > MAX_BYTES)) return undefined;
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}
