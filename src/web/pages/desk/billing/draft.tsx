import type { BillDocument, RevisedBillDocument } from '../../../../documents/schemas/billing.ts';
import { Reason } from '../../parts/field.tsx';
import { Form, Hidden, Question, Sent, Wrong } from '../../parts/form.tsx';
import { Warnings } from '../../parts/notices.tsx';
import type { Given, SentBack } from '../../sent.ts';
import { pathTo } from '../paths.ts';
import { AmountFields } from './amount-fields.tsx';
import { Differences } from './differences.tsx';
import { BillTable } from './shares.tsx';

/** A bill as it would be, and by what it is known that this was shown. */
export type Drafted<Document> = { readonly document: Document; readonly basis: string };

interface DraftOf<Kind, Document> {
  readonly kind: Kind;
  readonly month: string;
  readonly monthName: string;
  /** What the purchases come to, in words. */
  readonly spent?: string | undefined;
  /** How the mess writes amounts. */
  readonly locale: string;
  readonly csrf: string | undefined;
  readonly operation: string;
  /** The amounts, as they are typed. */
  readonly given: Given;
  /** What is wrong with them. */
  readonly wrong?: SentBack | undefined;
  /** What is wrong with the confirmation. */
  readonly problem?: SentBack | undefined;
  readonly drafted?: Drafted<Document> | undefined;
}

/** What a page where a bill is prepared shows, and hands to its script. */
export type DraftView = DraftOf<'register', BillDocument> | DraftOf<'revise', RevisedBillDocument>;

/** The amounts of a bill, and the bill that they make; it can be written as it is shown, or not at all. */
export function Draft({
  view,
  money,
  status = '',
}: {
  readonly view: DraftView;
  readonly money: (amount: string | null) => string;
  /** What goes on, in a sentence. */
  readonly status?: string;
}) {
  const { kind, month, spent, given, wrong } = view;
  const isNew = kind === 'register';
  return (
    <>
      {wrong && <Wrong problem={wrong} />}
      <Sent.Provider value={wrong && { ...wrong, given }}>
        <Question
          action={pathTo('bills', month, kind)}
          submit={isNew ? 'Show the bill' : 'Show the differences'}
        >
          <AmountFields given={given} spent={spent} />
        </Question>
      </Sent.Provider>
      <p role="status">{status}</p>
      {view.kind === 'register' ? (
        <NewBill view={view} money={money} />
      ) : (
        <RevisedBill view={view} money={money} />
      )}
    </>
  );
}

type Money = (amount: string | null) => string;

function NewBill({
  view: { month, monthName, given, drafted, csrf, operation },
  money,
}: {
  readonly view: DraftOf<'register', BillDocument>;
  readonly money: Money;
}) {
  if (drafted === undefined) return null;
  const { document, basis } = drafted;
  return (
    <>
      <h2>The bill as it would be</h2>
      <Warnings sentences={document.warnings} />
      <BillTable bill={document} money={money} />
      <Form
        scope={{ csrf }}
        action={pathTo('bills', month, 'register')}
        submit={`Register the bill of ${monthName}`}
        operation={operation}
      >
        <Hidden values={{ ...given, basis }} />
      </Form>
    </>
  );
}

function RevisedBill({
  view: { month, monthName, given, drafted, problem, csrf, operation },
  money,
}: {
  readonly view: DraftOf<'revise', RevisedBillDocument>;
  readonly money: Money;
}) {
  if (drafted === undefined) return null;
  const { document, basis } = drafted;
  if (!document.revised) return <p role="status">Nothing is other than in the bill.</p>;
  return (
    <>
      <h2>The differences</h2>
      <Warnings sentences={document.warnings} />
      <Differences revised={document} money={money} />
      <Form
        scope={{ csrf }}
        problem={problem}
        action={pathTo('bills', month, 'revise')}
        submit={`Write revision ${document.revision} of ${monthName}`}
        operation={operation}
        isGrave
      >
        <Hidden values={{ ...given, basis }} />
        <Reason hint="Students read it, beside their share" />
      </Form>
    </>
  );
}
