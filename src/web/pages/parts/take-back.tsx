import { Written } from '../name.tsx';
import type { PageScope } from '../page.ts';
import type { Problem } from '../sent.ts';
import { Reason } from './field.tsx';
import { Form } from './form.tsx';

/** Takes one of a list back, with what it comes to and why: folded away, so that no slip does it. */
export function TakeBack({
  scope,
  action,
  no,
  what,
  problem,
}: {
  readonly scope: PageScope;
  readonly action: string;
  readonly no: number | string;
  /** In words, with its figures. */
  readonly what: string;
  readonly problem: Problem | undefined;
}) {
  const isOwn = problem?.given.no === String(no) && problem.given.do === 'void';
  const own = isOwn ? problem : undefined;
  return (
    <details open={isOwn} class="folded">
      <summary aria-label={`Take back ${what}`}>Take back</summary>
      <Form scope={scope} problem={own} action={action} does="void" submit="Take back" isGrave>
        <p>
          <Written text={what} /> counts no more. It stays readable.
        </p>
        <input type="hidden" name="no" value={no} />
        <Reason />
      </Form>
    </details>
  );
}
