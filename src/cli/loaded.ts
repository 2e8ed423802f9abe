/**
 * What a command needs once it runs. Loaded on demand and in one piece: each piece more is a file
 * more to open, and dozens of them took longer than the work.
 */
export { COMMANDS, NOUNS } from '../commands/declarations.ts';
export { isAccessDenied, translateDatabaseError } from '../data/failures.ts';
export { WARN_BEFORE_MS } from '../domain/access/service-token.ts';
export { identify, identifyService } from '../operations/access/sessions.ts';
export { openMess } from '../operations/mess/open.ts';
export { expiryWarning } from '../output/access/service-tokens.ts';
export { errorJson, errorText, noteText, warningText } from '../output/page/error.ts';
export { render, renderCsv } from '../output/page/render.ts';
export { accessDatabase } from './database-access.ts';
export { checkOutputFile, writeOutputFile } from './files/output-file.ts';
export { packed } from './files/packed.ts';
export { readSecretFile, readSecretStream } from './files/secrets.ts';
export { readServiceToken } from './files/service-token.ts';
export { readSessionFile, removeSessionFile, writeSessionFile } from './files/session-file.ts';
export { runLong } from './long-task.ts';
