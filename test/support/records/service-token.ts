import { dateIn } from '../../../src/domain/values/date.ts';
import { addMonths, monthOfDate } from '../../../src/domain/values/month.ts';
import type { Result, TestMess } from '../mess.ts';
import type { ProcessOptions } from '../process.ts';

/** A program that signs in with a service token of its own. */
export interface Program {
  /** Runs a command line, split at blanks. */
  (line: string, stdin?: string): Promise<Result>;
  /** Runs one with `--json` that must succeed, and parses its document. */
  json<T = never>(line: string): Promise<T>;
  /** For processes of its own. */
  readonly env: { readonly MESS_HOME: string; readonly MESS_TOKEN: string };
}

/** The line that `mess help cron` prints, without the program. */
export const CRON_LINE = 'bill register --month previous --from-purchases --if-missing --quiet';

/** The month that it bills, in the time zone that messes of tests have. */
export function previousMonth(now: Date): string {
  return addMonths(monthOfDate(dateIn('Asia/Kolkata', now)), -1);
}

/** The owner, signed in, makes the service token `cron`. It was used already, so that is noted. */
export async function createCron(mess: TestMess, ...options: string[]): Promise<Program> {
  const create = ['admin', 'token', 'create', 'cron', ...options];
  const { token } = await mess.json<{ token: string }>(...create);
  const env = { MESS_HOME: mess.home, MESS_TOKEN: token };
  const cron: Program = Object.assign(
    (line: string, stdin = '') => mess.with({ env, stdin })(...line.split(' ')),
    {
      env,
      json: async <T>(line: string): Promise<T> => {
        const { code, stdout, stderr } = await cron(`${line} --json`);
        if (code !== 0) throw new Error(`mess ${line} ended with ${code}: ${stderr}`);
        return JSON.parse(stdout);
      },
    },
  );
  await cron('whoami --quiet');
  return cron;
}

/** The environment in which a program of Node runs at one instant, on a machine in a time zone. */
export function standingClock(instant: string, timeZone: string): ProcessOptions['env'] {
  const code = `
    const Time = Date;
    const now = Time.parse('${instant}');
    globalThis.Date = class Date extends Time {
      constructor(...given) {
        super(...(given.length === 0 ? [now] : given));
      }
      static now() {
        return now;
      }
    };`;
  const module = `data:text/javascript,${encodeURIComponent(code)}`;
  return { TZ: timeZone, NODE_OPTIONS: `--import=${module}` };
}
