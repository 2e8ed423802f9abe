import { OWNER, PASSWORD } from '../../support/template.ts';
import type { Answered, TestServer } from '../serve-mess.ts';

type Fields = Readonly<Record<string, string>>;

/** Somebody at the desk, by plain forms alone. */
export interface Desk {
  /** Of the page, after the redirects. */
  open(path: string): Promise<Answered>;
  /** Fills in the form of a page that has these words on its button, and sends it. */
  send(path: string, button: string, fields?: Fields): Promise<Answered>;
  /** Ticks that what was asked is right, and sends the form again. */
  confirm(asked: Answered, button: string, fields?: Fields): Promise<Answered>;
  /** What such a form would send. */
  read(path: string, button: string): Promise<{ readonly action: string; readonly form: Fields }>;
  post(action: string, form: Fields): Promise<Answered>;
  /** The same with a file, as a form that has one is sent. */
  upload(action: string, form: Fields, file?: TestFile): Promise<Answered>;
}

interface TestFile {
  readonly name: string;
  readonly text: string;
}

/** What the form of a page would send that has these words on its button, and where. */
export function readFormOf(
  text: string,
  button: string,
): { readonly action: string; readonly form: Fields } {
  const forms = text.match(/<form [^>]*method="post".*?<\/form>/gs) ?? [];
  const form = forms.find((each) => each.includes(`>${button}</button>`));
  if (form === undefined) throw new Error(`There is no form "${button}": ${text}`);
  const [, action = ''] = /action="([^"]*)"/.exec(form) ?? [];
  return { action: toText(action), form: readForm(form) };
}

/** Signs in at the desk. */
export async function enterDesk(
  { ask, url }: TestServer,
  id = OWNER,
  password = PASSWORD,
): Promise<Desk> {
  const origin = { origin: url };
  const signedIn = await ask('/adminloginpage', {
    form: { id, secret: password },
    headers: origin,
  });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  if (cookie === '') throw new Error(signedIn.text);
  const open = (path: string) => ask(path, { headers: { cookie } });
  const post = (action: string, form: Fields) =>
    ask(action, { form, headers: { ...origin, cookie } });
  const read = async (path: string, button: string) => readFormOf((await open(path)).text, button);
  const upload = async (action: string, form: Fields, file?: TestFile): Promise<Answered> => {
    const body = new FormData();
    for (const [name, value] of Object.entries(form)) body.append(name, value);
    if (file !== undefined) body.append('file', new File([file.text], file.name));
    const sent = { method: 'POST', body, redirect: 'manual' } as const;
    const response = await fetch(url + action, { ...sent, headers: { ...origin, cookie } });
    const { status, headers } = response;
    return { status, headers, text: await response.text(), json: undefined };
  };
  return {
    async confirm({ text }, button, fields = {}) {
      const { action, form } = readFormOf(text, button);
      const [, sure = ''] = /name="sure" value="([^"]*)"/.exec(text) ?? [];
      return post(action, { ...form, sure: toText(sure), ...fields });
    },
    open,
    post,
    read,
    upload,
    async send(path, button, fields = {}) {
      const { action, form } = await read(path, button);
      return post(action, { ...form, ...fields });
    },
  };
}

function toText(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}

/** What a browser sends of a form that nobody filled in. */
function readForm(html: string): Fields {
  const fields: Record<string, string> = {};
  for (const [input] of html.matchAll(/<input(?:"[^"]*"|[^>"])*>/g)) {
    const attribute = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(input)?.[1];
    const isLeft = attribute('type') === 'checkbox' && !/ checked/.test(input);
    const name = attribute('name');
    if (name !== undefined && !isLeft) fields[name] = toText(attribute('value') ?? '');
  }
  for (const [, name = '', options = ''] of html.matchAll(
    /<select name="([^"]*)".*?>(.*?)<\/select>/gs,
  )) {
    const chosen = /<option selected value="([^"]*)"|<option value="([^"]*)" selected/.exec(
      options,
    );
    const [, first = ''] = /<option(?: selected)? value(?:="([^"]*)")?/.exec(options) ?? [];
    fields[name] = toText(chosen?.[1] ?? chosen?.[2] ?? first);
  }
  return fields;
}
