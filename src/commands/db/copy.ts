import { Option } from 'commander';
import { type DatabaseAddress, describeAddress } from '../../domain/values/database-address.ts';
import { ConflictError, UsageError } from '../../errors.ts';
import type { Facts } from '../../facts.ts';
import { copyMess, refuseCopyTarget } from '../../operations/upkeep/restore.ts';
import { copiedView } from '../../output/upkeep/database.ts';
import { anotherPlace } from '../hints/database.ts';
import { parseGivenAddress } from '../options/address.ts';
import type { Typed } from '../options/inputs.ts';
import { textOption } from '../options/values.ts';
import { defineVerb } from '../verb.ts';

const TO: Option & Typed<DatabaseAddress | undefined> = new Option(
  '--to <ADDRESS>',
  'where to: a path, sqlite:PATH or mysql://USER@HOST/NAME',
).argParser((text: string) => parseGivenAddress('--to', text));

export const dbCopy = defineVerb({
  name: 'copy',
  summary: 'Copy the mess to another database, such as a server',
  details:
    'From a file to a server or back, to where no mess is. Every table of the copy is compared with its own: counts, sums and checksums. Nothing is changed here; from then on use one of the two.',
  examples: [
    'mess db copy --to mysql://mess_owner@db.example.org/mess --to-password-file ~/.mess-owner',
    'mess db copy --to ~/mess-copy.db',
  ],
  permission: 'copy the mess',
  takes: {
    to: TO,
    passwordFile: textOption(
      '--to-password-file <FILE>',
      "the target's password, in a file that only you can read",
    ),
  },
  async run({ mess, actor, answer, database, terminal }, { to, passwordFile }) {
    if (to === undefined) {
      throw new UsageError('missing_value', '--to is missing.', { hint: 'mess db copy --help' });
    }
    const target = await database.connect(
      async (known, options) => {
        await refuseCopyTarget(actor, known, options).catch(nameOption);
        return known;
      },
      { address: to, passwordFile, passwordFlag: '--to-password-file' },
    );
    const copied = await terminal.runLong(({ onProgress }) =>
      database.connect((known, options) => copyMess(mess, actor, known, options, onProgress), {
        address: target,
        passwordFile: undefined,
      }),
    );
    const name = describeAddress(to);
    await answer.print(copiedView(copied, { database: name }, `Copied to ${name}`));
    if (answer.format !== 'json') {
      answer.note('Use one of the two from now on; mess help files says how to name it for good.');
    }
  },
});

/** What stands where the copy is to go is mended by another option than elsewhere. */
function nameOption(error: unknown): never {
  if (!(error instanceof ConflictError)) throw error;
  const { reason, message } = error;
  if (reason !== 'mess_exists' && reason !== 'place_taken') throw error;
  const about = error.about as Facts['place_taken'];
  const hint = anotherPlace(about.place, '--to');
  throw new ConflictError(reason, message, { about, hint, cause: error });
}
