import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { addHead } from '../../../src/operations/purchases/heads.ts';
import { openPast } from '../../support/books/open-past.ts';
import { createMess } from '../../support/mess.ts';

test('an operation with an id of its own is done once', async () => {
  const { opened, actor } = await openPast(await createMess());
  const once = { ...opened, operationId: randomUUID() };
  await addHead(once, actor, { name: 'Eggs', kind: 'dividing' });
  await expect(addHead(once, actor, { name: 'Fish', kind: 'dividing' })).rejects.toMatchObject({
    reason: 'operation_done',
  });
});
