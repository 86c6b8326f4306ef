import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { erasedTemplate } from '../src/contract/model.ts';
import { readContract } from '../src/contract/read-contract.ts';

const ROOT = resolve(fileURLToPath(new URL('..', import.meta.url)));
const APPS = join(ROOT, 'catalogs/hearth/apps');
const { contract } = await readContract(join(ROOT, 'contracts/hearth/contract.yaml'), 'contract.yaml');

interface Call {
  readonly method: string;
  readonly route: string;
}

/** The endpoints that a script calls: `call(METHOD, route)`, `get(route)` and `fetch('/api/v1' + route)`. */
function callsIn(file: string): Call[] {
  const calls: Call[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const [first, second] = node.arguments.map(routeText);
      const name = node.expression.text;
      if (name === 'call' && first !== undefined && second !== undefined) calls.push({ method: first, route: second });
      if (name === 'get' && first !== undefined) calls.push({ method: 'GET', route: first });
      if (name === 'fetch' && first?.startsWith('/api/v1/'))
        calls.push({ method: 'GET', route: first.slice('/api/v1'.length) });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS));
  return calls.filter(({ route }) => route !== '/{}' && route !== '{}');
}

/** A string or template as a route with its holes erased. */
function routeText(node: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
}

function scripts(app: string): string[] {
  return readdirSync(join(APPS, app), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.m?js$/.test(path))
    .map((path) => join(APPS, app, path));
}

function permissions(app: string): string[] {
  const manifest = readFileSync(join(APPS, app, 'cryptad-app.properties'), 'utf8');
  return /^app\.permissions=(.*)$/m.exec(manifest)?.[1]?.split(',') ?? [];
}

/** The module of an app, as the app itself would import it. */
async function moduleOf(path: string): Promise<Record<string, (...values: unknown[]) => unknown>> {
  return import(pathToFileURL(join(APPS, path)).href);
}

describe.each(readdirSync(APPS))('%s', (app) => {
  const required = scripts(app)
    .flatMap(callsIn)
    .map(({ method, route }) => {
      const endpoint = contract.endpoints.find(
        (candidate) =>
          candidate.method === method && erasedTemplate(candidate.routeTemplate) === route.replace('/api/v1', ''),
      );
      return { call: `${method} ${route}`, needs: endpoint?.requiredCapabilities };
    });

  it('calls endpoints that the contract has', () => {
    expect(required.length).toBeGreaterThan(0);
    expect(required.filter(({ needs }) => needs === undefined)).toEqual([]);
  });

  it('asks for the permissions that its calls need, and for no other', () => {
    const needed = new Set(required.flatMap(({ needs }) => needs ?? []));
    expect(permissions(app).toSorted()).toEqual([...needed].sort());
  });

  it('refers to files that it has', () => {
    const page = join(APPS, app, 'static/index.html');
    const html = readdirSync(join(APPS, app)).includes('static') ? readFileSync(page, 'utf8') : '';
    const files = readdirSync(join(APPS, app, html === '' ? 'lib' : 'static'));
    const imports = scripts(app).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/from '\.\/([^']+)'/g)]);
    const links = [...html.matchAll(/(?:href|src)="([^"]+)"/g), ...imports].map(([, name]) => name);
    expect(links.filter((name) => name === undefined || !files.includes(name))).toEqual([]);
  });
});

const light = (id: string, roomId: string | null, reachable = true) => ({
  id,
  name: id,
  kind: 'light',
  roomId,
  reachable,
  state: { kind: 'light', on: false },
});
const lock = {
  id: 'd',
  name: 'Front door',
  kind: 'lock',
  roomId: 'hall',
  reachable: true,
  state: { kind: 'lock', locked: false, jammed: false },
};
const heating = (measuredCelsius: number | null) => ({
  id: 't',
  name: 'Heating',
  kind: 'thermostat',
  roomId: 'bath',
  reachable: true,
  state: { kind: 'thermostat', mode: 'heat', targetCelsius: 21, measuredCelsius },
});

describe('what the apps do', () => {
  it('room-lights shows lamps by room, and lamps without a room last', async () => {
    const { lightsByRoom } = await moduleOf('room-lights/static/lights.js');
    const rooms = [
      { id: 'hall', name: 'Hall' },
      { id: 'bath', name: 'Bath' },
    ];
    expect(lightsByRoom?.(rooms, [light('a', null), light('b', 'hall'), lock])).toEqual([
      { name: 'Hall', lights: [light('b', 'hall')] },
      { name: 'Elsewhere', lights: [light('a', null)] },
    ]);
  });

  it('morning-brief says what is open, cold, lost and wrong', async () => {
    const { brief } = await moduleOf('morning-brief/static/brief.js');
    const rooms = [
      { id: 'hall', name: 'Hall' },
      { id: 'bath', name: 'Bath' },
    ];
    const devices = [lock, heating(17.5), light('Lamp', null, false)];
    expect(brief?.({ rooms, devices, alerts: [{ text: 'The cellar is wet.' }] })).toEqual([
      'The cellar is wet.',
      'Front door (Hall) is not locked.',
      'It is 17.5 °C in Bath, 3.5 less than wished.',
      'The hub has lost Lamp (no room).',
    ]);
    expect(brief?.({ rooms, devices: [heating(null), heating(20)], alerts: [] })).toEqual(['All is well.']);
  });

  it('guest-panel shows warmth and locks, and nothing else', async () => {
    const { rows } = await moduleOf('guest-panel/static/panel.js');
    expect(rows?.([lock, heating(null), heating(20), light('a', null)])).toEqual([
      ['Front door', 'open'],
      ['Heating', '–'],
      ['Heating', '20 °C'],
    ]);
  });

  it('cinema-mode dims the lamps around a screen', async () => {
    const { scene } = await moduleOf('cinema-mode/static/cinema.js');
    const players = [
      { id: 'tv', screen: true, roomId: 'hall' },
      { id: 'radio', screen: false, roomId: 'bath' },
    ];
    const devices = [light('a', 'hall'), light('b', 'bath'), light('c', 'hall', false)];
    expect(scene?.(true, devices, players)).toEqual({
      lamps: [{ id: 'a', state: { kind: 'light', on: true, brightness: 10 } }],
      players: [{ id: 'tv', playback: 'play' }],
    });
    expect(scene?.(false, devices, players)).toMatchObject({ players: [{ id: 'tv', playback: 'pause' }] });
  });

  it('night-watch alerts for a room that is entered at night, by day not', async () => {
    const { alertFor } = await moduleOf('night-watch/lib/watch.mjs');
    const room = { id: 'hall', name: 'Hall' };
    const at = (inUse: boolean, since: string) => ({ inUse, since: `2026-11-19T${since}+01:00` });
    expect(alertFor?.(room, at(false, '22:00:00'), at(true, '23:40:00'))).toEqual({
      text: 'Somebody is in Hall.',
      severity: 'warning',
    });
    expect(alertFor?.(room, at(false, '22:00:00'), at(true, '07:00:00'))).toBeUndefined();
    expect(alertFor?.(room, at(true, '22:00:00'), at(true, '23:40:00'))).toBeUndefined();
    expect(alertFor?.(room, undefined, at(true, '23:40:00'))).toBeUndefined();
  });
});

describe('night-watch as the hub starts it', () => {
  const children: ReturnType<typeof spawn>[] = [];
  afterAll(() => {
    for (const child of children) child.kill();
  });

  it.skipIf(process.platform === 'win32')('asks a real server and raises the alert there', async () => {
    let asked = 0;
    const raised = new Promise<unknown>((resolveAlert) => {
      const server = createServer((request, response) => {
        const answer = (body: unknown) => response.end(JSON.stringify(body));
        if (request.url === '/api/v1/rooms') answer({ rooms: [{ id: 'hall', name: 'Hall' }] });
        else if (request.url?.startsWith('/api/v1/rooms/hall/occupancy')) {
          asked += 1;
          if (asked < 3) answer({ inUse: asked === 2, since: `2026-11-19T23:4${asked}:00+01:00` });
        } else if (request.method === 'POST' && request.url === '/api/v1/alerts') {
          let text = '';
          request.on('data', (chunk) => {
            text += chunk;
          });
          request.on('end', () => {
            answer({});
            server.close();
            resolveAlert(JSON.parse(text));
          });
        }
      }).listen(0, '127.0.0.1', () => {
        const { port } = server.address() as AddressInfo;
        children.push(
          spawn(join(APPS, 'night-watch/bin/start.sh'), {
            env: { ...process.env, HEARTH_API: `http://127.0.0.1:${port}/api` },
            stdio: 'ignore',
          }),
        );
      });
    });
    expect(await raised).toEqual({ text: 'Somebody is in Hall.', severity: 'warning' });
    const [child] = children;
    child?.kill();
    if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  });
});
