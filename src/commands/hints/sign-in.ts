import type { Command } from 'commander';
import { shellWord } from '../shell-word.ts';

/**
 * The command that signs an admin in to a mess that was just made. Where `--db` named the place, signing in
 * without it would be to the usual one.
 */
export function howToSignIn(id: string, command: Command): string {
  const { db } = command.optsWithGlobals<{ readonly db?: string }>();
  return `mess admin login ${id}${db === undefined ? '' : ` --db ${shellWord(db)}`}`;
}
