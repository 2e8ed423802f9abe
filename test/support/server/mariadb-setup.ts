import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { TEMPLATE_DATABASE, writeConfig } from '../clone.ts';
import { buildTemplate } from '../template.ts';
import { startCluster } from './cluster.ts';
import { asServer } from './cluster-mess.ts';
import type { PrivateServer } from './private-server.ts';
import { startMariaDb } from './server.js';

/**
 * Starts a server for the tests of this project, or with MESS_TEST_CLUSTER a cluster of which they use
 * one node, and makes on it the mess that every test copies.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await (process.env.MESS_TEST_CLUSTER ? startNode() : startMariaDb());
  const home = await mkdtemp(join(tmpdir(), 'mess-template-'));
  const stop = async () => {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  };
  try {
    await buildTemplateOn(server, home);
  } catch (error) {
    await stop();
    throw error;
  }
  const { port, user, password } = server;
  project.provide('engine', 'mariadb');
  project.provide('server', { host: '127.0.0.1', port, user, password });
  project.provide('templateHome', home);
  return stop;
}

async function buildTemplateOn(server: PrivateServer, home: string): Promise<void> {
  const admin = await server.connect();
  await admin.query(`create database ${TEMPLATE_DATABASE}`);
  await admin.end();
  const { port, user, password } = server;
  const access = { host: '127.0.0.1', port, user, password };
  await writeConfig(home, { kind: 'mysql', ...access, name: TEMPLATE_DATABASE });
  await buildTemplate(home);
}

async function startNode() {
  const cluster = await startCluster();
  const admin = await cluster.nodes[0].connect();
  await admin.query(`grant all on *.* to '${cluster.user}'@'%' with grant option`);
  await admin.end();
  return { ...asServer(cluster, cluster.nodes[0]), stop: cluster.stop };
}
