/**
 * What a command needs once it runs. Loaded on demand and in one piece: each piece more is a file
 * more to open, and dozens of them took longer than the work.
 */
export { COMMANDS, NOUNS } from '../../commands/declarations.ts';
export { sayError } from '../../commands/hints/say/error.ts';
export { addNoun, addVerb } from '../../commands/verb.ts';
export { translateDatabaseError } from '../../data/failures.ts';
export { errorJson, errorText, noteText, warningText } from '../../output/page/error.ts';
export { wrapLines } from '../../output/page/wrap.ts';
export { complete } from '../completion.ts';
export { createContext } from '../context/context.ts';
export { appendToLog } from '../files/command-log.ts';
export { findCommand, toUsageError } from '../usage-error.ts';
