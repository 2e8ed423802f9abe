import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { UsageError } from '../../errors.ts';

/** What is done with the files of a form. */
interface FileTaker {
  /** Whether a file of this name, which may be empty, is the one that is wanted. */
  wants(name: string): boolean;
  /** Keeps a piece of it. */
  take(piece: Buffer): Promise<void>;
}

/** Of a page: its fields are few, and the largest is a file that was looked at before. */
const LIMITS = { fields: 100, files: 5, fieldSize: 2 ** 20, headerPairs: 50 };

/**
 * Reads a form of the type `multipart/form-data` as it comes.
 *
 * @param type as its header says, with the boundary
 * @returns its fields but the files; of one that is there twice the last counts
 * @throws UsageError `unfit_request`: it is no such form, or ends too early
 * @throws what the taker threw
 */
export async function readFormParts(
  type: string,
  pieces: AsyncGenerator<Buffer>,
  taker: FileTaker,
): Promise<Readonly<Record<string, string>>> {
  const parser = createParser(type);
  const fields: [string, string][] = [];
  let taking: Promise<void> = Promise.resolve();
  // What fails is told at once: a parser whose file nobody reads asks for no more.
  const failed = new Promise<never>((_, reject) => {
    parser.on('error', (error) => reject(noForm(error)));
    parser.on('field', (name, value, _nameIsCut, isCut) => {
      if (isCut) reject(noForm(new Error(`${name} is too long`)));
      fields.push([name, value]);
    });
    parser.on('file', (_, stream, name) => {
      stream.on('error', (error) => reject(noForm(error)));
      taking = taking.then(() => takeFile(stream, name ?? '', taker));
      taking.catch(reject);
    });
  });
  const read = async () => {
    for await (const piece of pieces) {
      await new Promise<void>((resolve) => parser.write(piece, () => resolve()));
    }
    await new Promise<void>((resolve) => parser.once('finish', resolve).end());
    await taking;
  };
  try {
    await Promise.race([failed, read()]);
  } finally {
    // It is not waited for: the next piece may never come.
    void pieces.return(undefined);
  }
  return Object.fromEntries(fields);
}

async function takeFile(stream: BusboyFileStream, name: string, taker: FileTaker): Promise<void> {
  let isTaken = name !== '' && taker.wants(name);
  for await (const piece of stream) {
    // A browser sends one without a name or a byte where none was chosen.
    isTaken ||= name === '' && taker.wants(name);
    if (isTaken) await taker.take(piece);
  }
}

function createParser(type: string): BusboyInstance {
  try {
    return new Busboy({ headers: { 'content-type': type }, limits: LIMITS, preservePath: true });
  } catch (error) {
    throw noForm(error);
  }
}

function noForm(cause: unknown): UsageError {
  return new UsageError('unfit_request', 'The form cannot be read.', {
    details: { status: 400 },
    cause,
  });
}
