import type { ComponentChildren } from 'preact';
import type { AccountDocument } from '../../../../documents/schemas/payments/payments.ts';
import { monthName, parseMonth } from '../../../../domain/values/month.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import type { Mess } from '../../../../operations/mess/mess.ts';
import type { PageScope } from '../../page.ts';
import { Amount, Check, Choice, Field, Reason } from '../../parts/field.tsx';
import { Folded } from '../../parts/folded.tsx';
import { Form } from '../../parts/form.tsx';
import type { Problem } from '../../sent.ts';
import { pathTo } from '../paths.ts';
import { moneyOf } from '../style.ts';
import { ACCOUNT_DEEDS, type AccountDeed } from './account-deeds.ts';
import { MethodAndDay } from './money-fields.tsx';

/** The forms of those that the account has a use for, and the person may do. */
export function AccountForms({
  scope,
  account,
  problem,
}: {
  readonly scope: PageScope;
  readonly account: AccountDocument;
  readonly problem: Problem | undefined;
}) {
  const { mess, actor } = scope;
  const forms = listForms(mess, account, problem).filter(({ deed, isUseful }) => {
    return isUseful && isAllowed(actor, ACCOUNT_DEEDS[deed].permission);
  });
  if (forms.length === 0) return null;
  return (
    <section class="no-print" aria-label="Besides payments">
      <h2>Besides payments</h2>
      {forms.map(({ deed, title, submit, isGrave, fields }) => (
        <Folded key={deed} title={title} isOpen={problem?.given.do === deed}>
          <Form
            scope={scope}
            problem={problem}
            action={pathTo('dues', account.student.id)}
            does={deed}
            submit={submit}
            isGrave={isGrave}
          >
            {fields}
          </Form>
        </Folded>
      ))}
    </section>
  );
}

interface AccountForm {
  readonly deed: AccountDeed;
  readonly isUseful: boolean;
  readonly title: string;
  readonly submit: string;
  readonly isGrave: boolean;
  readonly fields: ComponentChildren;
}

function listForms(
  mess: Mess,
  { balance, deposit, lines }: AccountDocument,
  problem: Problem | undefined,
): readonly AccountForm[] {
  const money = moneyOf(mess);
  const isSome = (amount: string) => /[1-9]/.test(amount);
  const isCredit = balance.startsWith('-');
  const isOwing = !isCredit && isSome(balance);
  const credit = balance.replace('-', '');
  const fees = lines.flatMap(({ kind, month }) =>
    kind === 'late fee' && month !== null ? [month] : [],
  );
  return [
    {
      deed: 'receive',
      isUseful: mess.settings.accountsFrom !== null,
      title: 'Take a deposit',
      submit: 'Take the deposit, and give the receipt',
      isGrave: false,
      fields: <DepositFields mess={mess} problem={problem} />,
    },
    {
      deed: 'use',
      isUseful: isOwing && isSome(deposit),
      title: 'Pay what is owed from the deposit',
      submit: 'Pay it from the deposit',
      isGrave: false,
      fields: <Part all={`Empty: all that is owed, as far as ${money(deposit)} go`} isNoted />,
    },
    {
      deed: 'back',
      isUseful: isSome(deposit),
      title: 'Give the deposit back',
      submit: 'Give the deposit back',
      isGrave: true,
      fields: <GivenBack mess={mess} all={`Empty: all of it, ${money(deposit)}`} />,
    },
    {
      deed: 'refund',
      isUseful: isCredit,
      title: 'Give the credit back',
      submit: 'Give the credit back',
      isGrave: true,
      fields: <GivenBack mess={mess} amount={credit} />,
    },
    {
      deed: 'waive',
      isUseful: fees.length > 0,
      title: 'Waive a late fee',
      submit: 'Waive the late fee',
      isGrave: true,
      fields: <WaiverFields months={[...new Set(fees)]} />,
    },
    {
      deed: 'write-off',
      isUseful: isOwing,
      title: 'Give up what is owed',
      submit: 'Write it off',
      isGrave: true,
      fields: (
        <>
          <Amount name="amount" label="Amount" hint={`Of ${money(balance)}`} required />
          <Reason />
        </>
      ),
    },
    {
      deed: 'opening',
      isUseful: mess.settings.accountsFrom !== null,
      title: 'State what was owed when the accounts began',
      submit: 'State it',
      isGrave: false,
      fields: (
        <Amount
          name="amount"
          label="Owed then"
          hint="In place of what was stated before; -300 is what was paid too much, 0 nothing"
          required
        />
      ),
    },
  ];
}

function DepositFields({
  mess,
  problem,
}: {
  readonly mess: Mess;
  readonly problem: Problem | undefined;
}) {
  return (
    <>
      <Amount name="amount" label="Amount" required />
      <MethodAndDay mess={mess} label="How it came" />
      <Field name="reference" label="Number of the bank or the app" autocomplete="off" />
      <Field name="note" label="Note" autocomplete="off" />
      {problem?.error.reason === 'reference_taken' && (
        <Check name="again" label="Take it although another receipt has the number" />
      )}
    </>
  );
}

function WaiverFields({ months }: { readonly months: readonly string[] }) {
  const options = months.map((month) => [month, monthName(parseMonth(month))] as const);
  return (
    <>
      <Choice name="month" label="Of the bill of" options={options} />
      <Amount name="amount" label="Amount" hint="Empty: all of it" />
      <Reason />
    </>
  );
}

function Part({ all, isNoted }: { readonly all: string; readonly isNoted?: true }) {
  return (
    <>
      <Amount name="amount" label="Amount" hint={all} />
      {isNoted && <Field name="reason" label="Note" autocomplete="off" />}
    </>
  );
}

function GivenBack({
  mess,
  all,
  amount,
}: {
  readonly mess: Mess;
  /** What an empty amount means; it is to be filled in when undefined. */
  readonly all?: string;
  readonly amount?: string;
}) {
  return (
    <>
      {all === undefined ? (
        <Amount name="amount" label="Amount" value={amount ?? ''} required />
      ) : (
        <Amount name="amount" label="Amount" hint={all} />
      )}
      <MethodAndDay mess={mess} label="How it goes" />
      <Field name="reason" label="Note" autocomplete="off" />
    </>
  );
}
