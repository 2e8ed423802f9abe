import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** An authority of a test's own, which certifies one server. */
export interface Authority {
  /** Its own certificate, to be trusted. */
  readonly ca: string;
  /** The certificate and the key of the server. */
  readonly certificate: string;
  readonly key: string;
  /** Certifies the server under other names, such as `DNS:localhost`, in place of those before. */
  certify(names: string): Promise<void>;
}

/** Whether certificates can be made here. */
export async function hasOpenssl(): Promise<boolean> {
  return run('openssl', ['version']).then(
    () => true,
    () => false,
  );
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
const TWO_DAYS = ['-days', '2'];

/** Makes an authority in a folder. */
export async function createAuthority(folder: string): Promise<Authority> {
  const file = (name: string) => join(folder, name);
  const [ca, caKey] = [file('ca.pem'), file('ca-key.pem')];
  const [certificate, key, request] = [file('server.pem'), file('key.pem'), file('request.pem')];
  await run('openssl', [
    'req',
    '-x509',
    ...NEW_KEY,
    ...TWO_DAYS,
    '-subj',
    '/CN=An authority of the tests',
    '-keyout',
    caKey,
    '-out',
    ca,
  ]);
  await run('openssl', [
    'req',
    ...NEW_KEY,
    '-subj',
    '/CN=A server of the tests',
    '-keyout',
    key,
    '-out',
    request,
  ]);
  return {
    ca,
    certificate,
    key,
    async certify(names) {
      const extensions = file('extensions');
      await writeFile(extensions, `subjectAltName=${names}\n`);
      await run('openssl', [
        'x509',
        '-req',
        '-in',
        request,
        '-CA',
        ca,
        '-CAkey',
        caKey,
        '-CAcreateserial',
        ...TWO_DAYS,
        '-extfile',
        extensions,
        '-out',
        certificate,
      ]);
    },
  };
}
