import { expect, test } from 'vitest';
import { BusyError } from '../../src/errors.ts';
import type { Reply } from '../../src/web/api/reply.ts';
import { type Plan, previewOrCarryOut } from '../../src/web/preview.ts';

/** Of a bill that somebody who asks no server changes while it is stored. */
function planOnce(first: Plan, second: Plan): () => Promise<Plan> {
  const plans = [first, second];
  return async () => plans.shift() ?? second;
}

const done = async () => 'done';

async function basisOf(preview: unknown): Promise<string | undefined> {
  const asked = { during: 'bill', isDryRun: true, basis: undefined } as const;
  const shown = await previewOrCarryOut(asked, async () => ({ preview, carryOut: done }));
  return (shown as Reply).headers['x-basis'];
}

test('what is changed while it is stored is shown anew', async () => {
  const asked = { during: 'bill', isDryRun: false, basis: await basisOf({ billed: '1' }) } as const;
  const overtaken = async () => {
    throw new BusyError('changed_meanwhile', 'It is another.', { about: { during: 'bill' } });
  };
  const plan = planOnce(
    { preview: { billed: '1' }, carryOut: overtaken },
    { preview: { billed: '2' }, carryOut: done },
  );
  const basis = await basisOf({ billed: '2' });
  await expect(previewOrCarryOut(asked, plan)).rejects.toMatchObject({
    reason: 'changed_meanwhile',
    details: { basis, preview: { billed: '2' } },
  });
});

test('a preview is the same where only its warnings are others', async () => {
  const one = await basisOf({ billed: '1', warnings: ['The month is not over.'] });
  expect(one).toBe(await basisOf({ billed: '1', warnings: [] }));
  expect(one).not.toBe(await basisOf({ billed: '2', warnings: [] }));
});
