import type { Actor } from '../../../../domain/actor.ts';
import { parseSignedAmount, signedToMinor } from '../../../../domain/payments/signed-amount.ts';
import { parseNote } from '../../../../domain/purchases/purchase.ts';
import { parseMonth } from '../../../../domain/values/month.ts';
import { parseReason } from '../../../../domain/values/text.ts';
import type { Permission } from '../../../../operations/access/permissions.ts';
import type { Mess } from '../../../../operations/mess/mess.ts';
import {
  receiveDeposit,
  refundDeposit,
  useDeposit,
} from '../../../../operations/payments/deposits.ts';
import { waiveLateFee, writeOffDues } from '../../../../operations/payments/dues/forgive.ts';
import { setOpening } from '../../../../operations/payments/opening.ts';
import { refundPayment } from '../../../../operations/payments/refund.ts';
import { amountReader, isTicked, maybe, need } from '../../parts/given.ts';
import type { Given } from '../../sent.ts';
import { readMethodAndDay, readReference } from './money-fields.tsx';

/** What can be entered on a student's account beside payments, by the `do` of its form. */
export type AccountDeed = 'refund' | 'receive' | 'use' | 'back' | 'waive' | 'write-off' | 'opening';

interface Deed {
  readonly permission: Permission;
  /** Told when it is done. */
  readonly done: string;
  run(
    mess: Mess,
    actor: Actor,
    id: string,
    given: Given,
  ): Promise<{ readonly receipt: string | null }>;
}

const note = (given: Given) => maybe(given, 'reason', parseReason) ?? null;

export const ACCOUNT_DEEDS: Readonly<Record<AccountDeed, Deed>> = {
  refund: {
    permission: 'refund payments',
    done: 'The money that is given back is entered.',
    run: (mess, actor, id, given) =>
      refundPayment(mess, actor, id, {
        amountMinor: need(given, 'amount', amountReader(mess)),
        ...readMethodAndDay(mess, given),
        note: note(given),
      }),
  },
  receive: {
    permission: 'receive deposits',
    done: 'The deposit is entered.',
    run: (mess, actor, id, given) =>
      receiveDeposit(mess, actor, id, {
        amountMinor: need(given, 'amount', amountReader(mess)),
        ...readMethodAndDay(mess, given),
        reference: readReference(given),
        note: maybe(given, 'note', parseNote) ?? null,
        isAgain: isTicked(given, 'again'),
      }),
  },
  use: {
    permission: 'use and refund deposits',
    done: 'The deposit has paid what is owed.',
    run: (mess, actor, id, given) =>
      useDeposit(mess, actor, id, {
        amountMinor: maybe(given, 'amount', amountReader(mess)),
        month: null,
        note: note(given),
      }),
  },
  back: {
    permission: 'use and refund deposits',
    done: 'The deposit that is given back is entered.',
    run: (mess, actor, id, given) =>
      refundDeposit(mess, actor, id, {
        amountMinor: maybe(given, 'amount', amountReader(mess)),
        ...readMethodAndDay(mess, given),
        note: note(given),
      }),
  },
  waive: {
    permission: 'waive late fees',
    done: 'The late fee is waived. It is not entered again.',
    run: (mess, actor, id, given) =>
      waiveLateFee(mess, actor, id, {
        month: need(given, 'month', parseMonth),
        amountMinor: maybe(given, 'amount', amountReader(mess)),
        reason: need(given, 'reason', parseReason),
      }),
  },
  'write-off': {
    permission: 'write off dues',
    done: 'What is given up is entered, with the reason.',
    run: (mess, actor, id, given) =>
      writeOffDues(mess, actor, id, {
        amountMinor: need(given, 'amount', amountReader(mess)),
        reason: need(given, 'reason', parseReason),
      }),
  },
  opening: {
    permission: 'set openings',
    done: 'What was owed at the beginning is stated.',
    async run(mess, actor, id, given) {
      const read = (text: string) => signedToMinor(parseSignedAmount(text), mess.settings);
      await setOpening(mess, actor, id, need(given, 'amount', read));
      return { receipt: null };
    },
  },
};
