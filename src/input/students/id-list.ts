import { parseId } from '../../domain/values/id.ts';
import { ValueError } from '../../errors.ts';
import { decodeText } from '../csv/encoding.ts';
import type { Source } from '../csv/source.ts';

/**
 * Reads a file with one id a line. What stands behind it, after a comma, a semicolon or a tab, is for
 * people; empty lines are passed over.
 *
 * @throws FileFault it is no text
 * @throws ValueError `bad_id`
 */
export async function readIdList(source: Source): Promise<readonly string[]> {
  const { chunks } = await decodeText(source.chunks, undefined);
  const pieces: Buffer[] = [];
  for await (const chunk of chunks) pieces.push(chunk);
  const lines = Buffer.concat(pieces)
    .toString('utf8')
    .split(/\r\n|\n|\r/);
  return lines.flatMap((line, index) => {
    const [id = ''] = line.split(/[,;\t]/);
    if (id.trim() === '') return [];
    try {
      return [parseId(id)];
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      throw new ValueError('bad_id', `${source.name}:${index + 1}: ${error.message}`);
    }
  });
}
