import { ValueError } from '../../errors.ts';

const ID = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,31}$/;

/**
 * The id (roll number) of a student, or of an admin.
 *
 * @throws ValueError `missing` or `bad_id`
 */
export function parseId(text: string): string {
  const id = text.trim().normalize('NFC');
  if (id === '') throw new ValueError('missing', 'the id is missing');
  if (!ID.test(id)) {
    throw new ValueError(
      'bad_id',
      'not an id; use 1 to 32 letters, digits and . _ / - and begin with a letter or digit',
    );
  }
  return id;
}

/** The form of an id that is unique: ids are looked up without regard to case. */
export function idKey(id: string): string {
  return id.trim().normalize('NFC').toLowerCase();
}
