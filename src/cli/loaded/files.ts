/** What the commands need besides that read and write files; see `everyday.ts`. */
export { FILE_NOUNS } from '../../commands/file-declarations.ts';
