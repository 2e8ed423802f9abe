import { describeAddress } from '../../domain/values/database-address.ts';
import { UsageError } from '../../errors.ts';
import { copyMess, refuseCopyTarget } from '../../operations/upkeep/backup.ts';
import { copiedView } from '../../output/upkeep/database.ts';
import { addVerb, type Declare } from '../verb.ts';

interface CopyOptions {
  readonly to?: string;
  readonly toPasswordFile?: string;
}

export const declareDbCopy: Declare = (db, context) => {
  addVerb(db, {
    usage: 'copy',
    summary: 'Copy the mess to another database, such as a server',
    details:
      'From a file to a server or back, to where no mess is. Every table of the copy is compared with its own: counts, sums and checksums. Nothing is changed here; from then on use one of the two.',
    examples: [
      'mess db copy --to mysql://mess_owner@db.example.org/mess --to-password-file ~/.mess-owner',
      'mess db copy --to ~/mess-copy.db',
    ],
  })
    .option('--to <ADDRESS>', 'where to: a path, sqlite:PATH or mysql://USER@HOST/NAME')
    .option('--to-password-file <FILE>', "the target's password, in a file that only you can read")
    .action(async ({ to, toPasswordFile: passwordFile }: CopyOptions) => {
      if (to === undefined) {
        throw new UsageError('--to is missing.', { hint: 'mess db copy --help' });
      }
      const address = context.parseAddress('--to', to);
      const mess = await context.open();
      const actor = await context.actor();
      const target = await context.connect(
        async (known, options) => {
          await refuseCopyTarget(actor, known, options);
          return known;
        },
        { address, passwordFile, passwordFlag: '--to-password-file' },
      );
      const copied = await context.runLong(({ onProgress }) =>
        context.connect((known, options) => copyMess(mess, actor, known, options, onProgress), {
          address: target,
          passwordFile: undefined,
        }),
      );
      const database = describeAddress(address);
      await context.print(copiedView(copied, { database }, `Copied to ${database}`));
      if (!context.json) {
        context.note(
          'Use one of the two from now on; mess help files says how to name it for good.',
        );
      }
    });
};
