import { readFile } from 'node:fs/promises';

/** The blocks of one language of the page on serving. */
export async function blocksOf(language: string): Promise<string[]> {
  const page = await readFile('docs/serve.md', 'utf8');
  const blocks = page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'));
  return [...blocks].map(([, block = '']) => block);
}
