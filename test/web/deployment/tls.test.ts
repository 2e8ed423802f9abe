import { readFile, writeFile } from 'node:fs/promises';
import { connect, type SecureVersion } from 'node:tls';
import { expect, test } from 'vitest';
import { createMessNow } from '../../support/process.ts';
import { createAuthority, hasOpenssl } from '../../support/server/certificates.ts';
import { startServing } from './process.ts';

interface Shaken {
  readonly names: string;
  readonly protocol: string | null;
}

test('a certificate of its own: TLS 1.2 at least, read again on SIGHUP, kept where it cannot be', async (ctx) => {
  if (!(await hasOpenssl())) ctx.skip('openssl is not installed');
  const { home } = await createMessNow();
  const authority = await createAuthority(home);
  await authority.certify('DNS:localhost,DNS:mess.example.org');
  const ca = await readFile(authority.ca);
  const { listening, line, child, ended } = await startServing(home, [
    ...['--listen', '0.0.0.0:0', '--url', 'https://mess.example.org'],
    ...['--tls-cert', authority.certificate, '--tls-key', authority.key],
  ]);
  const port = Number(new URL(listening).port);
  const shake = (options: { readonly maxVersion?: SecureVersion } = {}) =>
    new Promise<Shaken>((resolve, reject) => {
      const old = options.maxVersion === 'TLSv1.1' && {
        ciphers: 'DEFAULT@SECLEVEL=0',
        minVersion: 'TLSv1' as const,
      };
      const socket = connect({
        port,
        host: '127.0.0.1',
        servername: 'localhost',
        ca,
        ...options,
        ...old,
      });
      socket.on('error', reject);
      socket.on('secureConnect', () => {
        resolve({
          names: String(socket.getPeerCertificate().subjectaltname),
          protocol: socket.getProtocol(),
        });
        socket.destroy();
      });
    });
  const before = 'DNS:localhost, DNS:mess.example.org';
  expect(await shake()).toEqual({ names: before, protocol: 'TLSv1.3' });
  expect(await shake({ maxVersion: 'TLSv1.2' })).toEqual({ names: before, protocol: 'TLSv1.2' });
  await expect(shake({ maxVersion: 'TLSv1.1' })).rejects.toThrow(/protocol version|version/i);

  await authority.certify('DNS:localhost,DNS:new.example.org');
  child.kill('SIGHUP');
  expect(await line('certificate')).toMatchObject({ certificate: 'read again' });
  expect((await shake()).names).toBe('DNS:localhost, DNS:new.example.org');

  await writeFile(authority.certificate, 'no certificate');
  child.kill('SIGHUP');
  expect(await line('certificate')).toMatchObject({ certificate: 'kept' });
  expect((await shake()).names).toBe('DNS:localhost, DNS:new.example.org');
  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
});
