import { join } from 'node:path';
import type { Reason } from '../../../src/reasons.ts';
import { BILL, inMay, run, type Way } from './way.ts';

export const COMMAND_LINE_WAYS = {
  bug: {
    exit: 1,
    hint: 'report it with the command and the lines below',
    test: 'test/faults/start-up.test.ts',
    expects: 'This is a bug in mess: ',
  },
  answer_not_written: {
    exit: 1,
    hint: 'what the command changed, if anything, is stored',
    reach: run('student list --output /dev/full'),
  },
  no_font: {
    exit: 1,
    hint: 'install the Noto fonts (Debian: fonts-noto-core), or give one with --font FILE',
    test: 'test/commands/report/pdf.test.ts',
    expects: 'No font was found that has the sign',
  },
  unfit_font: {
    exit: 6,
    hint: 'install the font anew, or give another with --font FILE',
    test: 'test/commands/report/pdf.test.ts',
    expects: 'cannot be read: it is damaged.',
  },
  unknown_command: { exit: 2, hint: 'did you mean mess bill show?', reach: run('bill sho') },
  unknown_option: { exit: 2, hint: 'mess bill list --help', reach: run('bill list --al') },
  address_unusable: {
    exit: 9,
    hint: 'give another address with --listen',
    reach: run('serve --listen /no/such/folder/socket'),
  },
  unsafe_address: {
    exit: 2,
    hint: 'give --tls-cert and --tls-key, or listen on 127.0.0.1 behind a proxy: see docs/serve.md',
    reach: run('serve --listen 0.0.0.0:7070'),
  },
  unfit_request: {
    exit: 2,
    hint: null,
    test: 'test/web/refusals.test.ts',
    expects: "reason: 'unfit_request'",
  },
  key_reused: {
    exit: 2,
    hint: null,
    test: 'test/web/api/idempotency.test.ts',
    expects: "reason: 'key_reused'",
  },
  operation_done: {
    exit: 8,
    hint: null,
    test: 'test/operations/mess/operation-done.test.ts',
    expects: "reason: 'operation_done'",
  },
  no_such_page: {
    exit: 3,
    hint: null,
    test: 'test/web/refusals.test.ts',
    expects: "reason: 'no_such_page'",
  },
  another_site: {
    exit: 5,
    hint: null,
    test: 'test/web/refusals.test.ts',
    expects: "reason: 'another_site'",
  },
  queue_full: {
    exit: 7,
    hint: null,
    test: 'test/web/security/queues.test.ts',
    expects: "reason: 'queue_full'",
  },
  too_many_requests: {
    exit: 7,
    hint: null,
    test: 'test/web/security/limits.test.ts',
    expects: "reason: 'too_many_requests'",
  },
  excess_arguments: {
    exit: 2,
    hint: 'a value of several words goes in quotes; see mess bill list --help',
    reach: run('bill list all'),
  },
  conflicting_options: { exit: 2, hint: null, reach: run('bill list --format csv') },
  bad_value: { exit: 2, hint: null, reach: run('bill show --month x') },
  missing_value: {
    exit: 2,
    hint: 'give -m, --month <MONTH>: the month, like 2025-05, 05/2025 or May 2025',
    reach: run('bill show'),
  },
  confirmation_needed: {
    exit: 2,
    hint: 'give --yes if you are sure',
    reach: inMay('bill void --month 2025-05 --reason mistyped', BILL),
  },
  password_exposed: {
    exit: 2,
    hint: 'leave it out: mysql://a@h/n; see mess help files',
    reach: run('bill list --db mysql://a:secret@h/n'),
  },
  unfit_secret: {
    exit: 2,
    hint: 'chmod 600 HOME/password',
    reach: async (mess) => {
      const path = await mess.file('password', 'a secret\n');
      return run(`admin login warden --password-file ${path}`)(mess);
    },
  },
  unfit_output_file: { exit: 2, hint: null, reach: run('bill list --output bills.xlsx') },
  config_not_written: {
    exit: 1,
    hint: 'what it says, if anything, is as before',
    reach: async (mess) => {
      const file = await mess.file('file', '');
      const set = ['config', 'set', 'database', 'mess.db', '--json'];
      return mess.with({ env: { MESS_HOME: join(file, 'home') } })(...set);
    },
  },
  bad_configuration: {
    exit: 9,
    hint: 'it may hold database, smtp, smtp-password-file, mail-from; mess config set writes it',
    reach: async (mess) => {
      await mess.file('config.json', 'no JSON');
      return run('bill list')(mess);
    },
  },
  interrupted: {
    exit: 130,
    hint: null,
    test: 'test/cli/prompt.test.ts',
    expects: 'Interrupted. Nothing was changed.',
  },
  declined: {
    exit: 130,
    hint: null,
    reach: async (mess) => {
      await inMay('bill list', BILL)(mess);
      const words = 'bill void --month 2025-05 --reason mistyped --json'.split(' ');
      return mess.with({ answers: [false] })(...words);
    },
  },
} satisfies Partial<Record<Reason, Way>>;
