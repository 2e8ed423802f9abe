import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import type { Actor } from '../../domain/actor.ts';
import { MessError } from '../../errors.ts';
import { requireAllowed } from '../../operations/access/permissions.ts';
import type { Lanes } from '../../operations/mess/lanes.ts';
import type { Mess } from '../../operations/mess/mess.ts';
import { finishSignIn } from '../access/begin-session.ts';
import { setCookie } from '../access/cookies.ts';
import { identifyShown } from '../answer.ts';
import type { Assets } from '../assets.ts';
import { type Language, messagesOf } from '../messages/messages.ts';
import type { WebAnswer, WebRequest } from '../request.ts';
import { createCsrfToken, refuseOtherForm } from '../security/csrf.ts';
import { Layout } from './layout.tsx';
import type { Given, Page, PageScope, Problem, Redirect, ShownPage } from './page.ts';
import { PlainPage, ProblemPage } from './problem.tsx';

/** What pages need besides the mess. */
export interface PageWorld {
  readonly lanes: Lanes;
  readonly assets: Assets;
  /** Whether it is reached by HTTPS alone. */
  readonly isSecure: boolean;
}

/** What a page is asked with besides: the language, chosen or asked for. */
export interface PageRequest extends WebRequest {
  readonly language: Language;
}

/** Shows a page. @throws MessError a fault that is shown as a page of its own */
export function answerPage(
  world: PageWorld,
  page: Page,
  request: PageRequest,
  problem?: Problem,
): Promise<WebAnswer> {
  return world.lanes.read(async (mess) => {
    const scope = await enter(world, mess, page, request);
    const { params } = request;
    const query = request.query as Given;
    const shown = await page.get(scope, { params, query, problem });
    if ('to' in shown) return redirect(shown);
    const status = problem === undefined ? 200 : 422;
    return html(world, scope, shown, status);
  });
}

/** Takes what a form sent: sends on, or shows the form again with what is wrong. */
export async function answerForm(
  world: PageWorld,
  page: Page,
  request: PageRequest,
): Promise<WebAnswer> {
  const given = (request.body ?? {}) as Given;
  try {
    return await world.lanes[page.isSignIn ? 'signIn' : 'write'](async (mess) => {
      if (request.shown?.by === 'cookie') refuseOtherForm(request.shown.token, given.csrf);
      const scope = await enter(world, mess, page, request);
      if (page.sends !== undefined) requireAllowed(scope.actor, page.sends, undefined);
      if (page.post === undefined) throw new TypeError(`${page.path} takes no form.`);
      const { params } = request;
      const began: string[] = [];
      const startSession = (token: string) => {
        began.push(token);
        return scope.startSession(token);
      };
      const input = { params, query: request.query as Given, given };
      const sentOn = await page.post({ ...scope, startSession }, input);
      const more = await Promise.all(
        began.map((token) => finishSignIn(scope, token, world.isSecure)),
      );
      return redirect({ ...sentOn, cookies: [...(sentOn.cookies ?? []), ...more.flat()] });
    });
  } catch (error) {
    if (!(error instanceof MessError) || !isForForm(error)) throw error;
    return answerPage(world, page, request, { error, given });
  }
}

/** A page that says what went wrong. */
export function answerProblem(
  world: PageWorld,
  request: PageRequest,
  error: MessError,
  status: number,
): Promise<WebAnswer> {
  return world.lanes.read(async (mess) => {
    const actor = await identifyShown(mess, request);
    const scope = scopeOf(world, mess, actor, request);
    const shown = { title: scope.say.somethingWrong, body: ProblemPage({ scope, error }) as VNode };
    return html(world, scope, shown, status);
  });
}

/** The same without the mess, which is not to be asked anything, or cannot be. */
export function answerPlainly(language: Language, sentence: string, status: number): WebAnswer {
  const title = messagesOf(language).somethingWrong;
  const page = PlainPage({ language, title, sentence }) as VNode;
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!doctype html>${render(page)}`,
  };
}

/** What whoever sent a form can mend in it. */
function isForForm({ code }: MessError): boolean {
  return ['usage', 'invalid', 'conflict', 'not_found', 'not_signed_in'].includes(code);
}

async function enter(
  world: PageWorld,
  mess: Mess,
  page: Page,
  request: PageRequest,
): Promise<PageScope> {
  const actor = await identifyShown(mess, request);
  if (page.permission !== 'none') requireAllowed(actor, page.permission, page.own);
  return scopeOf(world, mess, actor, request);
}

function scopeOf(
  { isSecure }: PageWorld,
  mess: Mess,
  actor: Actor,
  request: PageRequest,
): PageScope {
  const { shown, language } = request;
  const csrf = shown?.by === 'cookie' && 'id' in actor ? createCsrfToken(shown.token) : undefined;
  return {
    mess,
    actor,
    request,
    language,
    say: messagesOf(language),
    csrf,
    startSession: (token) => setCookie('mess', token, { isSecure }),
    endSession: () => setCookie('mess', '', { isSecure, maxAgeSeconds: 0 }),
  };
}

/** Where somebody signs in who is to be signed in for a page. */
export function signInPathOf({ front }: Page): string {
  return front === 'student' ? '/' : '/adminloginpage';
}

function redirect({ to, cookies = [] }: Redirect): WebAnswer {
  return { status: 303, headers: { location: to }, cookies, body: '' };
}

function html(
  { assets }: PageWorld,
  scope: PageScope,
  { title, body, cookies = [] }: ShownPage,
  status: number,
): WebAnswer {
  const style = assets.paths.get('style.css') ?? '';
  const page = Layout({ scope, title, style, children: body });
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    cookies,
    body: `<!doctype html>${render(page)}`,
  };
}
