import type { ComponentChildren } from 'preact';
import { isAllowed, type Permission } from '../../../operations/access/permissions.ts';
import type { PageScope } from '../page.ts';

interface Step {
  readonly permission: Permission;
  readonly words: ComponentChildren;
}

const STEPS: readonly Step[] = [
  {
    permission: 'change the roll',
    words: (
      <>
        <a href="/desk/imports/roll">Import a file of the roll</a>, or{' '}
        <a href="/desk/roll/new">put students on the roll</a> one by one.
      </>
    ),
  },
  {
    permission: 'enter purchases',
    words: (
      <>
        Record <a href="/desk/purchases">what is bought</a>.
      </>
    ),
  },
  {
    permission: 'record attendance',
    words: (
      <>
        When the month is over, record <a href="/desk/attendance">the days of each</a>.
      </>
    ),
  },
  {
    permission: 'register bills',
    words: (
      <>
        <a href="/billregisterpage">Register the bill</a>: it is shown first.
      </>
    ),
  },
  {
    permission: 'change the settings',
    words: (
      <>
        If the mess is to know who paid, say in the <a href="/desk/settings">settings</a> from which
        month on it keeps accounts.
      </>
    ),
  },
  {
    permission: 'change the admins',
    words: (
      <>
        Add <a href="/desk/admins">who else works here</a>, each with a password of their own.
      </>
    ),
  },
];

/** What there is to do in a mess of which nothing is known yet, in its order. */
export function FirstSteps({ scope }: { readonly scope: PageScope }) {
  return (
    <>
      <h1>To do</h1>
      <p>Nobody is on the roll yet. This is how a mess begins:</p>
      <Steps
        scope={scope}
        steps={STEPS}
        none="A manager or an owner puts the students on the roll."
      />
    </>
  );
}

/** The same where there are students, and nothing is recorded of a month. */
export function FirstMonth({ scope }: { readonly scope: PageScope }) {
  return (
    <>
      <p>Nothing is recorded of a month yet. This is how it goes on:</p>
      <Steps
        scope={scope}
        steps={STEPS.filter(({ permission }) => permission !== 'change the roll')}
        none="A clerk or a manager records what is bought, and the days of each."
      />
    </>
  );
}

function Steps({
  scope: { actor },
  steps,
  none,
}: {
  readonly scope: PageScope;
  readonly steps: readonly Step[];
  /** For who may do none of them. */
  readonly none: string;
}) {
  const allowed = steps.filter(({ permission }) => isAllowed(actor, permission));
  if (allowed.length === 0) return <p>{none}</p>;
  return (
    <ol>
      {allowed.map(({ permission, words }) => (
        <li key={permission}>{words}</li>
      ))}
    </ol>
  );
}
