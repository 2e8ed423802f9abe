import { Check, Choice, Field } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import type { Given, SentBack } from '../../sent.ts';
import type { ImportKind, ImportOption } from './kinds.ts';

/** By which a button beside the form sends it. */
export const FILE_FORM = 'import-form';

/** A file to be chosen, and how it is to be read. */
export function FileForm({
  scope,
  kind: { kind, options },
  given = {},
  problem,
  operation,
}: {
  readonly scope: { readonly csrf: string | undefined };
  readonly kind: Pick<ImportKind, 'kind' | 'options'>;
  readonly given?: Given;
  readonly problem?: SentBack | undefined;
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
        <Option key={option.name} option={option} value={given[option.name] ?? ''} />
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
  value,
}: {
  readonly option: ImportOption;
  readonly value: string;
}) {
  if (isText) {
    return <Field name={name} label={label} hint={hint} value={value} autocomplete="off" />;
  }
  if (options === undefined) return <Check name={name} label={label} isChecked={value === 'yes'} />;
  return <Choice name={name} label={label} options={options} value={value} />;
}
