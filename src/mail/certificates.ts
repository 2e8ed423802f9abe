import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { CERTIFICATES_BYTES, whyNoCertificates } from '../domain/certificates.ts';
import { systemErrorReason, ValueError } from '../errors.ts';

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
  const why = whyNoCertificates(text);
  if (text === undefined || why !== undefined) throw refuse(why ?? '');
  return text;
}

/** @returns undefined for a device, a pipe and what is too large */
async function readPlainFile(path: string): Promise<string | undefined> {
  // A pipe that nobody writes to must not hang the program.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = await file.stat();
    // A folder is read as one, so that the system says what it is.
    if (!found.isDirectory() && (!found.isFile() || found.size > CERTIFICATES_BYTES)) {
      return undefined;
    }
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}
