import { FileFault } from '../../domain/imports/report.ts';
import { parseId } from '../../domain/values/id.ts';
import { splitList } from '../../domain/values/text.ts';
import { NotFoundError, UsageError } from '../../errors.ts';
import { DEFAULT_BOUNDS } from '../../input/csv/csv.ts';
import { openSource, type Source } from '../../input/csv/source.ts';
import { readIdList } from '../../input/students/id-list.ts';
import type { Context } from '../context.ts';
import { checkRule, checkValue } from '../options/values.ts';

const LABEL = '--not-students';

/**
 * The ids of those who are no students: written one after the other with commas, or in a file.
 *
 * @throws UsageError one of them is no id
 * @throws NotFoundError there is no such file
 */
export async function readNotStudents(
  { files, terminal }: Pick<Context, 'files' | 'terminal'>,
  text: string | undefined,
): Promise<readonly string[]> {
  if (text === undefined) return [];
  if (text.includes(',')) return parseIds(text);
  return terminal.runLong(async ({ signal }) => {
    let source: Source;
    try {
      if (text === '-') return parseIds(text);
      const maxBytes = DEFAULT_BOUNDS.maxFileBytes;
      source = openSource(text, files.stdin, { maxBytes, signal });
    } catch (error) {
      // A name with a dot or a slash is meant for a file.
      if (!(error instanceof NotFoundError) || /[./\\]/.test(text)) throw error;
      return parseIds(text);
    }
    try {
      return await checkRule(LABEL, () => readIdList(source));
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
      throw new UsageError('bad_value', `${LABEL}: ${text} is ${error.message}.`, { cause: error });
    }
  });
}

function parseIds(text: string): readonly string[] {
  return splitList(text).map((id) => checkValue(LABEL, id, parseId));
}
