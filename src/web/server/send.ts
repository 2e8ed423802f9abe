import type { FastifyReply } from 'fastify';
import type { WebAnswer } from '../request.ts';

export function send(reply: FastifyReply, answer: WebAnswer): FastifyReply {
  const { status, headers, cookies = [], body } = answer;
  if (cookies.length > 0) reply.header('set-cookie', [...cookies]);
  return reply.code(status).headers(headers).send(body);
}
