import type { Context, Database } from '../../commands/context.ts';
import { findBrokenSchema } from '../../data/failures.ts';
import type { DatabaseAddress } from '../../domain/values/database-address.ts';
import type { MessError } from '../../errors.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import { openMess } from '../../operations/mess/open.ts';
import { accessDatabase } from '../database-access.ts';
import type { Host } from '../host.ts';
import { type GlobalOptions, saysJson } from '../options.ts';
import { processes } from './processes.ts';

/**
 * @param locate says where it is, or throws
 * @returns the part, what closes the mess that was opened, and what looks for a cause of what was thrown
 */
export function createDatabase(
  host: Host,
  options: GlobalOptions,
  locate: () => DatabaseAddress,
  { answer, terminal, machine }: Pick<Context, 'answer' | 'terminal' | 'machine'>,
): {
  readonly database: Database;
  close(): Promise<void>;
  explain(thrown: unknown): Promise<MessError | undefined>;
} {
  const openOptions = {
    busyTimeoutMs: host.busyTimeoutMs,
    answerTimeoutMs: host.answerTimeoutMs,
    serverMemory: new Map<string, number>(),
    processes,
  };
  let known: DatabaseAddress | undefined;
  let opened: Mess | undefined;
  let isAsked = false;
  const database: Database = {
    get address() {
      return locate();
    },
    async open() {
      const { mess, copyOfBefore } = await database.connect((to, options) =>
        openMess(to, machine.now, { ...options, migratesFile: true }),
      );
      opened = mess;
      if (copyOfBefore !== undefined && !saysJson(options)) {
        answer.note(`The tables were brought up to date. A copy of before is ${copyOfBefore}.`);
      }
      return mess;
    },
    async connect(work, second) {
      isAsked = true;
      const file = second ? second.passwordFile : host.env.MESS_DATABASE_PASSWORD_FILE || undefined;
      const source = {
        file,
        flag: second?.passwordFlag,
        get prompter() {
          return terminal.prompter;
        },
        host,
      };
      return accessDatabase(second?.address ?? known ?? locate(), source, async (complete) => {
        const result = await work(complete, openOptions);
        // With the password, so that nobody is asked twice.
        if (second === undefined) known = complete;
        return result;
      });
    },
  };
  return {
    database,
    close: async () => opened?.db.destroy(),
    async explain(thrown) {
      if (!isAsked) return undefined;
      return findBrokenSchema(known ?? locate(), openOptions, thrown);
    },
  };
}
