import { type Claim, isWaiting } from '../../../../domain/payments/claim.ts';
import { parseId } from '../../../../domain/values/id.ts';
import { parseCount } from '../../../../domain/values/size.ts';
import { parseReason, parseReference, sayCount } from '../../../../domain/values/text.ts';
import { isAllowed } from '../../../../operations/access/permissions.ts';
import { dismissClaim, listClaims } from '../../../../operations/payments/claims.ts';
import { recordPayment } from '../../../../operations/payments/record-payment.ts';
import { Written } from '../../name.tsx';
import type { PageScope } from '../../page.ts';
import { Amount, Reason } from '../../parts/field.tsx';
import { Folded } from '../../parts/folded.tsx';
import { Form, Hidden } from '../../parts/form.tsx';
import { amountReader, doUnlessSlip, need } from '../../parts/given.ts';
import { Done } from '../../parts/notices.tsx';
import { Table } from '../../parts/table.tsx';
import type { Problem } from '../../sent.ts';
import { deskPage } from '../desk-page.tsx';
import { pathTo, withQuery } from '../paths.ts';
import { timeOf } from '../style.ts';
import { MethodAndDay, readMethodAndDay } from './money-fields.tsx';

const PATH = '/desk/claims';

/** Payments that students say they made: true is what stands in the bank's file, so a person looks there. */
export const claimsPage = deskPage({
  path: PATH,
  permission: "see everybody's dues",
  sends: 'record payments',
  async get(scope, { query, problem }) {
    const { mess, actor } = scope;
    const isAll = query.all === 'yes';
    const claims = await listClaims(mess, actor, isAll ? 'all' : 'waiting');
    return {
      title: 'Claims',
      body: (
        <>
          <h1>Payments that students say they made</h1>
          <Done>{query.done === undefined ? undefined : 'The claim is declined.'}</Done>
          <p>
            A claim pays nothing by itself. Import the bank's file: what it holds is found by its
            number. Or look for the number yourself, and record the payment.
          </p>
          <Claims scope={scope} claims={claims} problem={problem} />
          <p>
            <a href={isAll ? PATH : `${PATH}?all=yes`}>
              {isAll ? 'Only those that wait' : 'Also those that are settled'}
            </a>
            {isAllowed(actor, 'import payments') && (
              <>
                {' · '}
                <a href="/desk/imports/payments">Import the bank's file</a>
              </>
            )}
          </p>
        </>
      ),
    };
  },
  async post({ mess, actor }, { given }) {
    if (given.do?.startsWith('decline')) {
      await dismissClaim(
        mess,
        actor,
        need(given, 'no', parseCount),
        need(given, 'reason', parseReason),
      );
      return { to: withQuery(PATH, { done: 'decline' }) };
    }
    const details = {
      studentId: need(given, 'id', parseId),
      amountMinor: need(given, 'amount', amountReader(mess)),
      ...readMethodAndDay(mess, given),
      reference: need(given, 'reference', parseReference),
      month: null,
      note: null,
      isAgain: false,
    };
    const { receipt } = await doUnlessSlip(mess, given, (on) => recordPayment(on, actor, details));
    return { to: pathTo('payments', receipt) };
  },
});

function Claims({
  scope,
  claims,
  problem,
}: {
  readonly scope: PageScope;
  readonly claims: readonly Claim[];
  readonly problem: Problem | undefined;
}) {
  const time = timeOf(scope.mess);
  return (
    <Table
      caption={sayCount(claims.length, 'claim')}
      columns={['No', 'Student', 'Paid on', 'Number of the app', 'Said', 'State', 'Decide']}
      none="No claim waits."
      rows={claims.map((claim) => ({
        key: claim.no,
        cells: [
          claim.no,
          <span key="student">
            <a href={pathTo('dues', claim.studentId)}>{claim.studentId}</a>{' '}
            <Written text={claim.name} />
          </span>,
          claim.date,
          claim.reference,
          time(claim.claimedAt),
          <State key="state" claim={claim} />,
          <Decision key="decide" scope={scope} claim={claim} problem={problem} />,
        ],
      }))}
    />
  );
}

function State({ claim: { state, receipt, reason } }: { readonly claim: Claim }) {
  return (
    <span>
      {state}
      {receipt !== null && (
        <>
          {' '}
          <a href={pathTo('payments', receipt)}>{receipt}</a>
        </>
      )}
      {reason !== null && (
        <>
          : <Written text={reason} />
        </>
      )}
    </span>
  );
}

function Decision({
  scope,
  claim: { no, studentId, name, date, reference, state },
  problem,
}: {
  readonly scope: PageScope;
  readonly claim: Claim;
  readonly problem: Problem | undefined;
}) {
  const { mess, actor } = scope;
  const whose = `claim ${no} of ${studentId} ${name}`;
  const isOpen = (does: string) => problem?.given.do === `${does} ${no}`;
  const form = { scope, problem, action: PATH };
  return (
    <>
      {state === 'in suspense' && <a href="/desk/suspense">Assign the money in suspense</a>}
      {state === 'unconfirmed' && isAllowed(actor, 'record payments') && (
        <Folded title="Confirm" label={`Confirm ${whose}`} isOpen={isOpen('confirm')}>
          <Form {...form} does={`confirm ${no}`} submit="Record it, and give the receipt">
            <p>
              Only where {reference} stands in the account of the mess, with this amount and day.
            </p>
            <Hidden values={{ id: studentId, reference }} />
            <Amount name="amount" label="Amount that came in" required />
            <MethodAndDay mess={mess} label="How it came" method="upi" date={date} />
          </Form>
        </Folded>
      )}
      {(isWaiting({ state }) || state === 'of another') && isAllowed(actor, 'dismiss claims') && (
        <Folded title="Decline" label={`Decline ${whose}`} isOpen={isOpen('decline')}>
          <Form {...form} does={`decline ${no}`} submit="Decline the claim" isGrave>
            <p>The student reads that no such payment came, and your reason.</p>
            <Hidden values={{ no: String(no) }} />
            <Reason />
          </Form>
        </Folded>
      )}
    </>
  );
}
