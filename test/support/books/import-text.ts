import { splitWords, type TestMess } from '../mess.ts';

/** Imports a text as if it were a file: `purchase import --again`. */
export async function importText(mess: TestMess, line: string, text: string): Promise<void> {
  const [noun = '', verb = '', ...options] = splitWords(line);
  const path = await mess.file('file.csv', text);
  const { code, stderr } = await mess(noun, verb, path, ...options);
  if (code !== 0) throw new Error(`mess ${line} ended with ${code}: ${stderr}`);
}
