import type { Fields, RecordOf } from '../documents/fields.ts';
import type { SignedIn } from '../domain/actor.ts';
import type { Mess } from '../operations/mess/mess.ts';
import { type ListOptions, recordListView } from '../output/page/records.ts';
import type { Context } from './context.ts';
import type { Entered } from './verb.ts';

/** The `run` of a verb that lists what an operation finds. */
export function listRecords<F extends Fields>(
  fields: F,
  find: (mess: Mess, actor: SignedIn) => Promise<readonly RecordOf<F>[]>,
  options?: ListOptions<F>,
): (context: Context & Entered) => Promise<void> {
  return async ({ mess, actor, answer }) => {
    const records = await find(mess, actor);
    await answer.print(recordListView(fields, records, mess.settings, options));
  };
}
