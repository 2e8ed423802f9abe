import { FileFault } from '../../domain/imports/report.ts';
import { InvalidInputError } from '../../errors.ts';
import type { Source } from '../csv/source.ts';

/** A template is some lines of text. */
export const TEMPLATE_FILE_BYTES = 64 * 1024;

/**
 * The text of a file in UTF-8.
 *
 * @throws InvalidInputError `unfit_template`: it is in another encoding, or too large
 */
export async function readTemplateFile(source: Source): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of source.chunks) chunks.push(chunk);
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    if (error instanceof FileFault) {
      throw new InvalidInputError('unfit_template', `${source.name}: ${error.message}.`);
    }
    if (!(error instanceof TypeError)) throw error;
    throw new InvalidInputError('unfit_template', `${source.name} is not text in UTF-8.`);
  }
}
