import type { Hints } from './hint.ts';

const SIGN_IN = 'mess admin login, or as a student: mess student login';
const ANOTHER_TOKEN = 'an owner makes another one: mess admin token create NAME --output FILE';

/** Of signing in, of roles, and of those who have them. */
export const ACCESS_HINTS = {
  not_signed_in: SIGN_IN,
  session_over: SIGN_IN,
  session_distrusted: null,
  session_not_kept: null,
  token_refused: ANOTHER_TOKEN,
  token_expired: ANOTHER_TOKEN,
  wrong_credentials: ({ kind }) =>
    kind === 'student'
      ? 'try again: mess student login'
      : 'try again: mess admin login; forgotten: an owner resets it with mess admin reset ID, and the only owner uses mess admin recover',
  wrong_old_password: 'where it is forgotten: mess help passwords',
  other_sign_in: ({ by }) =>
    by === 'phone'
      ? 'mess student login ID, with --phone-stdin where nobody can be asked'
      : 'mess student login ID, with --secret-stdin where nobody can be asked; the office has a code for the first time',
  code_expired: ({ kind }) =>
    kind === 'admin'
      ? 'an owner makes another one: mess admin reset ID'
      : 'ask the office for another one',
  locked_out: ({ seconds }) => `try again in ${duration(seconds)}`,
  role_may_not: ({ kind, roles, right }) => {
    const signIn = `sign in as ${eitherOf(roles)}: mess admin login`;
    if (kind === 'student')
      return 'a student sees their own: mess expenses show, and where accounts are kept, mess dues show';
    if (kind === 'admin') return signIn;
    return right === undefined
      ? `without MESS_TOKEN_FILE and MESS_TOKEN, ${signIn}`
      : `run it without MESS_TOKEN_FILE and MESS_TOKEN; or an owner makes a token that may: mess admin token create NAME --may ${right}`;
  },
  not_own: ({ asked }) =>
    asked === 'share' ? 'mess bill explain --month MONTH' : `mess ${asked} show`,
  students_only: 'money that came in, the office records: mess payment record',
  own_secret_needed: 'the office says how students sign in: mess settings --student-sign-in code',
  unknown_admin: 'mess admin list',
  admin_exists: ({ id }) => `mess admin edit ${id} --role ROLE`,
  unknown_owner: ({ owners }) => `there is ${owners.join(', ')}`,
  reset_of_own: 'mess admin passwd; or where the old password is forgotten, mess admin recover ID',
  last_owner: 'make another owner first: mess admin add ID --role owner',
  unknown_session: 'mess session list',
  unknown_token: 'mess admin token list',
  token_exists: ({ name }) => `take another name, or first mess admin token revoke ${name}`,
} satisfies Partial<Hints>;

/** `clerk, manager or owner` */
function eitherOf(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

function duration(seconds: number): string {
  const [count, unit] = seconds < 120 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
