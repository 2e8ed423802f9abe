import { expiryWarning } from '../../commands/admin/token/expiry-warning.ts';
import type { Context, Session } from '../../commands/context.ts';
import { WARN_BEFORE_MS } from '../../domain/access/service-token.ts';
import { identify, identifyService } from '../../operations/access/sessions.ts';
import { warningText } from '../../output/page/error.ts';
import { readServiceToken } from '../files/service-token.ts';
import { readSessionFile, removeSessionFile, writeSessionFile } from '../files/session-file.ts';
import type { Host } from '../host.ts';
import { type GlobalOptions, saysJson } from '../options.ts';
import { wantsColor, widthOf } from '../streams.ts';

/** @param path of the session file */
export function createSession(
  host: Host,
  options: GlobalOptions,
  path: string,
  { answer, machine }: Pick<Context, 'answer' | 'machine'>,
): Session {
  const { env } = host;
  const token = () => readSessionFile(path, host);
  return {
    token,
    async actor(mess) {
      const secret = await readServiceToken(host);
      if (secret === undefined) return identify(mess, await token());
      const actor = await identifyService(mess, secret);
      if (actor.kind === 'token') warnOfExpiry(actor, mess.settings.timeZone);
      return actor;
    },
    async save(started) {
      await writeSessionFile(path, started);
      warnOfServiceToken();
    },
    async forget() {
      await removeSessionFile(path);
      warnOfServiceToken();
    },
  };

  function warnOfServiceToken(): void {
    const variable = env.MESS_TOKEN_FILE ? 'MESS_TOKEN_FILE' : 'MESS_TOKEN';
    if (!env[variable]) return;
    answer.warn([`Commands act as the service token of ${variable} as long as that is set.`]);
  }

  /** Also with `--quiet`: of a job that nobody watches, a person sees nothing but its warnings. */
  function warnOfExpiry(
    token: { readonly id: string; readonly expiresAt: string },
    timeZone: string,
  ): void {
    const now = machine.now();
    const isNear = Date.parse(token.expiresAt) - now.getTime() <= WARN_BEFORE_MS;
    if (!isNear || saysJson(options)) return;
    const warning = expiryWarning(token, now, timeZone, env.MESS_TOKEN_FILE || undefined);
    const { stderr } = host;
    const page = { color: wantsColor(stderr, env, options.color), width: widthOf(stderr) };
    stderr.write(warningText(warning, page));
  }
}
