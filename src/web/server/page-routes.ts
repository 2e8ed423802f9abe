import type { FastifyRequest } from 'fastify';
import { NotFoundError } from '../../errors.ts';
import { cookieName, readCookie } from '../access/cookies.ts';
import { chooseLanguage } from '../messages/messages.ts';
import {
  answerForm,
  answerPage,
  answerProblem,
  type PageRequest,
  type PageWorld,
  refuseSender,
  signInPathOf,
} from '../pages/answer.ts';
import { PAGES } from '../pages/catalogue.ts';
import { isSecure, refuseForeign, toWebRequest } from './client.ts';
import type { WebServer } from './create-server.ts';
import { readError } from './log.ts';
import type { ServerOptions } from './options.ts';
import { send } from './send.ts';
import { receiveUpload, takeUploads } from './uploads.ts';

/** What people look at. */
export function addPages(server: WebServer, options: ServerOptions): void {
  const world: PageWorld = {
    lanes: options.lanes,
    assets: options.assets,
    isSecure: isSecure(options),
  };
  server.register(async (pages) => {
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    for (const page of PAGES) {
      if (options.onlyStudents && page.front !== 'student') continue;
      const { path } = page;
      pages.get(path, async (request, reply) =>
        send(reply, await answerPage(world, page, toPageRequest(request, options))),
      );
      if (page.post === undefined || page.takesFile) continue;
      pages.post(path, async (request, reply) => {
        refuseForeign(request, options);
        return send(reply, await answerForm(world, page, toPageRequest(request, options)));
      });
    }
    pages.register(async (files) => {
      takeUploads(files, ['multipart/form-data']);
      for (const page of PAGES) {
        if (!page.takesFile || (options.onlyStudents && page.front !== 'student')) continue;
        files.post(page.path, async (request, reply) => {
          refuseForeign(request, options);
          const asked = { ...toPageRequest(request, options), body: undefined };
          await refuseSender(world, page, asked);
          const { fields, file } = await receiveUpload(request);
          return send(reply, await answerForm(world, page, { ...asked, body: fields, file }));
        });
      }
    });
    pages.setErrorHandler(async (error, request, reply) => {
      const { status, error: found } = readError(options, request, error);
      const page = PAGES.find(({ path }) => path === request.routeOptions.url);
      if (status === 401 && page !== undefined) {
        return send(reply, { status: 303, headers: { location: signInPathOf(page) }, body: '' });
      }
      return send(
        reply,
        await answerProblem(world, toPageRequest(request, options), found, status),
      );
    });
    pages.get('/*', async () => {
      throw new NotFoundError('no_such_page', 'There is no such page.');
    });
  });
}

function toPageRequest(request: FastifyRequest, options: ServerOptions): PageRequest {
  const { cookie, 'accept-language': accepted } = request.headers;
  const chosen = readCookie(cookie, cookieName('mess-language', isSecure(options)));
  const language = chooseLanguage(chosen, accepted);
  const [path = '/'] = request.url.split('?');
  return { ...toWebRequest(request, options), path, address: request.url, language };
}
