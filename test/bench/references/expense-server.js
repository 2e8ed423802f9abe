import { createHash } from 'node:crypto';
import fastify from 'fastify';
import { openFile } from '../sqlite-file.js';

// The least that answers what a student owes: a bare Fastify, the session looked up and the shares read by two
// prepared statements, and nothing checked or logged. Says where it listens as `mess serve` does.

const db = openFile(process.argv[2]);
const findSession = db.prepare(
  `select students.no, students.id, students.name, sessions.expires_at as expires
   from sessions join students on students.no = sessions.student_no where token_hash = ?`,
);
const listShares = db.prepare(
  `select shares.month, shares.amount_minor as minor from shares
   join bills on bills.month = shares.month and bills.revision = shares.revision
   where shares.student_no = ? and bills.status = 'live' order by shares.month`,
);

const server = fastify();
server.get('/studentexpense/:id', async (request, reply) => {
  const token = request.headers.authorization.slice('Bearer '.length);
  const student = findSession.get(createHash('sha256').update(token).digest('hex'));
  if (student?.id !== request.params.id) return reply.code(401).send({ message: 'no' });
  return {
    student_id: student.id,
    name: student.name,
    expense_history: listShares.all(student.no).map(({ month, minor }) => {
      const amount = minor / 100;
      return { month, month_name: month, amount, amount_text: amount.toFixed(2) };
    }),
  };
});
const listening = await server.listen({ host: '127.0.0.1', port: 0 });
console.error(JSON.stringify({ listening }));
process.once('SIGTERM', () => server.close());
