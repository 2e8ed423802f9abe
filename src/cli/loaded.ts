/**
 * What a command needs once it runs. Loaded on demand and in one piece: each piece more is a file
 * more to open, and dozens of them took longer than the work.
 */
export { COMMANDS, NOUNS } from '../commands/declarations.ts';
export { isAccessDenied, translateDatabaseError } from '../data/failures.ts';
export { WARN_BEFORE_MS } from '../domain/service-token.ts';
export { openMess } from '../operations/open.ts';
export { identify, identifyService } from '../operations/sessions.ts';
export { errorJson, errorText, noteText, warningText } from '../output/error.ts';
export { render, renderCsv } from '../output/render.ts';
export { expiryWarning } from '../output/service-tokens.ts';
export { accessDatabase } from './database-access.ts';
export { runLong } from './long-task.ts';
export { checkOutputFile, writeOutputFile } from './output-file.ts';
export { packed } from './packed.ts';
export { readSecretFile, readSecretStream } from './secrets.ts';
export { readServiceToken } from './service-token.ts';
export { readSessionFile, removeSessionFile, writeSessionFile } from './session-file.ts';
