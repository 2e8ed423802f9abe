import { maskEmail, parseEmail } from '../../../../domain/students/email.ts';
import type { EnteredDetails, StudentDetails } from '../../../../domain/students/student.ts';
import { parseBranch, parseName } from '../../../../domain/students/student.ts';
import { parseId } from '../../../../domain/values/id.ts';
import { maskPhone, parsePhone } from '../../../../domain/values/phone.ts';
import type { Mess } from '../../../../operations/mess/mess.ts';
import { maySeePhones } from '../../../access/phones.ts';
import type { PageScope } from '../../page.ts';
import { Choice, Field } from '../../parts/field.tsx';
import { dateReader, maybe, need } from '../../parts/given.ts';
import type { Given } from '../../sent.ts';

/** What the roll says of a student, to be filled in. */
export function StudentFields({
  student,
  branches,
}: {
  readonly student?: StudentDetails;
  readonly branches: readonly string[];
}) {
  return (
    <>
      <Field
        name="id"
        label="Id (roll number)"
        value={student?.id ?? ''}
        required
        autocomplete="off"
      />
      <Field name="name" label="Name" value={student?.name ?? ''} required autocomplete="off" />
      <Field
        name="branch"
        label="Branch"
        value={student?.branch ?? ''}
        required
        list="branches"
        autocomplete="off"
      />
      <datalist id="branches">
        {branches.map((branch) => (
          <option key={branch} value={branch} />
        ))}
      </datalist>
      <Field
        name="phone"
        label="Phone"
        hint="10 digits, or + and 8 to 15 digits"
        value={student?.phone ?? ''}
        type="tel"
        required
        autocomplete="off"
      />
      <Field
        name="email"
        label="E-mail"
        hint="Where messages go; empty where it is not known"
        value={student?.email ?? ''}
        type="email"
        autocomplete="off"
      />
      <Choice
        name="messages"
        label="Messages"
        options={[
          ['yes', 'The student gets them'],
          ['no', 'The student wants none'],
        ]}
        value={student?.takesMessages === false ? 'no' : 'yes'}
      />
      <Field
        name="joined"
        label="Joined on"
        hint="Empty where it is not known: then they count in every month, also in earlier ones"
        value={student?.joined ?? ''}
        type="date"
      />
    </>
  );
}

/** @throws UsageError `bad_value`, with the field */
export function readStudent(mess: Mess, given: Given): EnteredDetails {
  return {
    id: need(given, 'id', parseId),
    name: need(given, 'name', parseName),
    branch: need(given, 'branch', parseBranch),
    phone: need(given, 'phone', parsePhone),
    joined: maybe(given, 'joined', dateReader(mess)) ?? null,
    // What a form does not ask stays as it is.
    ...(given.email !== undefined && { email: maybe(given, 'email', parseEmail) ?? null }),
    ...(given.messages !== undefined && { takesMessages: given.messages !== 'no' }),
  };
}

/** Students sign in with it: only who may change it sees it whole. */
export function phoneFor({ actor }: Pick<PageScope, 'actor'>): (phone: string) => string {
  return maySeePhones(actor) ? (phone) => phone : maskPhone;
}

export function emailFor({ actor }: Pick<PageScope, 'actor'>): (email: string) => string {
  return maySeePhones(actor) ? (email) => email : maskEmail;
}
