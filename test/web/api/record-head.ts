import type { TestMess } from '../../support/mess.ts';

/** How many changes are recorded: what was refused changed nothing. */
export async function auditHead(mess: TestMess): Promise<number> {
  const { sequence } = await mess.json<{ readonly sequence: number }>('audit', 'head');
  return sequence;
}
