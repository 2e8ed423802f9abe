import { createMess, type TestMess } from '../../support/mess.ts';
import { addMay } from '../../support/records/month.ts';
import { activateStudent, STUDENT_SECRET } from '../../support/records/sign-in.ts';
import { type Answered, type Asking, serveMess, type TestServer } from '../serve-mess.ts';

/** A name that would be markup, turn the line round, and pile marks up. */
export const HOSTILE_NAME = `<script>alert(1)</script>\u202e&"'${'\u0301'.repeat(60)}`;

/**
 * A mess in which there is something to see on every page of S001, who has a secret: a bill that was
 * revised, charges, a payment with its receipt, an amount that is owed, a UPI id.
 */
export async function createStudentMess(): Promise<TestMess> {
  const mess = await createMess();
  await addMay(mess);
  await mess.do(
    'settings --accounts-from 2025-04 --upi-address ganga.mess@sbi --upi-name "Ganga Hostel Mess"',
    'attendance record S001 --month 2025-04 --days 27.5',
    'bill register --month 2025-04 --per-head 3000 --quiet',
    'purchase add --date 2025-05-10 --head Milk --amount 20000.55',
    'purchase add --date 2025-05-12 --head Gas --amount 9000',
    'charge add S001 --month 2025-05 --kind guest --amount 120 --note "two friends"',
    'bill register --month 2025-05 --from-purchases --quiet --yes',
    'purchase add --date 2025-05-20 --head Vegetables --amount 1200',
    'bill revise --month 2025-05 --from-purchases --reason "an invoice came <late>" --yes',
    'deposit receive S001 --amount 500 --method cash',
    'payment record S001 --amount 1000 --method upi --reference 515412345600 --note "<b>by app</b>"',
  );
  await activateStudent(mess, 'S001');
  return mess;
}

/** Somebody before a browser, who keeps cookies. */
export interface Visitor {
  get(path: string, headers?: Asking['headers']): Promise<Answered>;
  /** Sends a form of a page, with what is hidden in it. */
  send(path: string, fields: Readonly<Record<string, string>>): Promise<Answered>;
}

export function visit({ ask, url }: TestServer): Visitor {
  const cookies = new Map<string, string>();
  let csrf = '';
  const keep = (answered: Answered): Answered => {
    for (const each of answered.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    csrf = /name="csrf" value="([^"]+)"/.exec(answered.text)?.[1] ?? csrf;
    return answered;
  };
  const headers = () => ({
    origin: url,
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
  });
  return {
    get: async (path, more) => keep(await ask(path, { headers: { ...headers(), ...more } })),
    send: async (path, fields) =>
      keep(await ask(path, { form: { csrf, ...fields }, headers: headers() })),
  };
}

/** Serves a mess and signs S001 in, with the secret of tests. */
export async function serveStudent(
  mess: TestMess,
): Promise<{ readonly visitor: Visitor; readonly server: TestServer }> {
  const server = await serveMess(mess);
  const visitor = visit(server);
  const signedIn = await visitor.send('/', { id: 'S001', secret: STUDENT_SECRET });
  if (signedIn.status !== 303) throw new Error(signedIn.text);
  return { visitor, server };
}
