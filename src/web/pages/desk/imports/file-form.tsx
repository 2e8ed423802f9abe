import type { PageScope, Problem } from '../../page.ts';
import { Check, Choice, Field } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import type { ImportKind, ImportOption } from './kinds.ts';

/** By which a button beside the form sends it. */
export const FILE_FORM = 'import-form';

/** A file to be chosen, and how it is to be read. */
export function FileForm({
  scope,
  kind: { kind, options },
  problem,
  operation,
}: {
  readonly scope: Pick<PageScope, 'csrf'>;
  readonly kind: Pick<ImportKind, 'kind' | 'options'>;
  readonly problem?: Problem | undefined;
  readonly operation: string;
}) {
  return (
    <Form
      id={FILE_FORM}
      scope={scope}
      problem={problem}
      action={`/desk/imports/${kind}`}
      submit="Show what it would do"
      operation={operation}
      isLong
      hasFile
    >
      <FileField />
      {options.map((option) => (
        <Option key={option.name} option={option} />
      ))}
    </Form>
  );
}

export function FileField() {
  return (
    <label class="field">
      <span>File</span>
      <input type="file" name="file" accept=".csv,.txt,.html,.xls,text/csv" required />
    </label>
  );
}

function Option({
  option: { name, label, hint, options, isText },
}: {
  readonly option: ImportOption;
}) {
  if (isText) return <Field name={name} label={label} hint={hint} autocomplete="off" />;
  if (options === undefined) return <Check name={name} label={label} />;
  return <Choice name={name} label={label} options={options} />;
}
