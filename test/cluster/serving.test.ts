import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addFourStudents } from '../support/records/month.ts';
import { trySignIn } from '../support/records/sign-in.ts';
import { type Cluster, startCluster } from '../support/server/cluster.ts';
import { asServer, through, urlOn } from '../support/server/cluster-mess.ts';
import { createMessOn } from '../support/server/private-server.ts';
import { serveInProcess } from '../web/serve-process.ts';
import { expectOneSeries, type Paid, pay } from '../web/servers/pay.ts';
import { expectOneMess } from '../web/servers/several.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});

afterAll(() => cluster?.stop());

test('three servers, each at a node of its own, are one mess, also when a node is lost', async () => {
  const { nodes } = cluster;
  const mess = await createMessOn(asServer(cluster, nodes[0]));
  mess.now = new Date();
  expect(await trySignIn(mess)).toMatchObject({ code: 0 });
  await addFourStudents(mess);
  await mess.do('settings --accounts-from 2025-05');
  const create = 'admin token create desk --may payments'.split(' ');
  const { token } = await mess.json<{ token: string }>(...create);
  const servers = await Promise.all(
    nodes.map((_, at) => {
      // Its own node first, and the others behind it.
      const order = [...nodes.slice(at), ...nodes.slice(0, at)];
      return serveInProcess(mess.home, { env: { MESS_DATABASE_URL: urlOn(mess, order) } });
    }),
  );
  await expectOneMess(mess, servers);

  const [lost, ...others] = nodes;
  await lost.kill();
  const paid: Paid[] = [];
  for (const { url } of servers) {
    const payment = { studentId: 'S001', rupees: 5, key: randomUUID() };
    paid.push(await pay(url, token, payment));
  }
  expect(new Set(paid.map(({ receipt }) => receipt)).size).toBe(servers.length);
  const { stdout } = await through(mess, others)('payment', 'list', '--json');
  const { payments } = JSON.parse(stdout) as { payments: Paid[] };
  expectOneSeries(
    payments.map(({ receipt }) => receipt),
    payments.length,
  );
  expect(await through(mess, others)('db', 'verify')).toMatchObject({ code: 0 });
  for (const server of servers) {
    server.kill('SIGTERM');
    expect(await server.ended).toMatchObject({ code: 0 });
  }
});
