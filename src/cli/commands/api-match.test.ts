import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contractSource, endpoint } from '../../../testing/contract-source.ts';
import { runCli } from '../../../testing/run-cli.ts';
import validateMatch from '../../formats/generated/validators/route-match.js';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assay-match-'));
  const endpoints = [
    endpoint(),
    endpoint({
      routeTemplate: '/queue/{id}',
      method: 'DELETE',
      actionLabel: 'queue.remove',
      stability: 'experimental',
      appBrowserPrincipalsAllowed: false,
    }),
    endpoint({ routeTemplate: '/queue/mine', method: 'DELETE', actionLabel: 'queue.clear' }),
    endpoint({ routeTemplate: '/' }),
  ];
  writeFileSync(join(cwd, 'contract.json'), JSON.stringify(contractSource({ endpoints })));
});
afterEach(() => rmSync(cwd, { recursive: true }));

async function match(...args: string[]) {
  const { exit, stdout } = await runCli(['api', 'match', ...args, '--contract', 'contract.json', '--json'], { cwd });
  const json: unknown = JSON.parse(stdout);
  if (exit < 2) expect(validateMatch(json), JSON.stringify(validateMatch.errors)).toBe(true);
  return { exit, json };
}

describe('assay api match', () => {
  it.each<[string, string, string, object]>([
    ['GET', '/queue', 'GET /queue', {}],
    ['get', '/api/v1/queue?limit=3', 'GET /queue', {}],
    ['DELETE', '/queue/42', 'DELETE /queue/{id}', { id: '42' }],
    ['DELETE', '/queue/mine', 'DELETE /queue/mine', {}],
    ['GET', '/api/v1', 'GET /', {}],
  ])('%s %s is answered by %s', async (method, path, answering, params) => {
    expect(await match(method, path)).toMatchObject({
      exit: 0,
      json: { match: { endpoint: answering, params }, nearMisses: [] },
    });
  });

  it('says what the endpoint demands', async () => {
    expect((await match('DELETE', '/queue/42')).json).toMatchObject({
      match: {
        action: 'queue.remove',
        capabilities: ['queue.read'],
        principals: ['app-process', 'host-operator'],
        stability: 'experimental',
        location: { path: 'contract.json' },
      },
    });
    const { stdout } = await runCli(['api', 'match', 'DELETE', '/queue/42', '--contract', 'contract.json'], { cwd });
    expect(stdout).toMatch(/^DELETE \/queue\/\{id\} answers DELETE \/queue\/42\n/);
    expect(stdout).toContain('  principals    app-process, host-operator\n');
  });

  it.each<[string, string, string[]]>([
    ['POST', '/queue', ['GET /queue: answers GET, not POST']],
    ['GET', '/Queue/', ['GET /queue: is written in another case']],
    ['GET', '/queue/', ['GET /queue: has no slash at its end']],
    ['GET', '/queues', ['GET /queue: has "queue" where the call has "queues"']],
    ['GET', '/weather', []],
    ['DELETE', '/queue/1/2', ['DELETE /queue/{id}: has a segment less']],
  ])('%s %s: nobody answers, and %j comes near', async (method, path, near) => {
    const { exit, json } = await match(method, path);
    expect(exit).toBe(1);
    expect(json).toMatchObject({
      match: null,
      nearMisses: near.map((line) => ({ endpoint: line.split(': ')[0], why: line.split(': ')[1] })),
    });
  });

  it.each([
    ['G3T', '/queue', 'method-malformed'],
    ['GET', 'queue', 'path-malformed'],
  ])('%s %s is a usage error', async (method, path, code) => {
    expect(await match(method, path)).toMatchObject({ exit: 2, json: { error: { code } } });
  });
});
