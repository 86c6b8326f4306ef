import { describe, expect, it } from 'vitest';
import { loadedContract } from '../../testing/rules/contract-fixture.ts';
import type { LoadedManifest } from '../manifest/dialects.ts';
import { paletteApp, parsePaletteManifest } from '../manifest/palette.ts';
import type { JsonObject } from '../model/json/value.ts';
import { consumedTargets } from './consumed-targets.ts';
import { judgeApp } from './judge-app.ts';

const loaded = (more: JsonObject): LoadedManifest => {
  const text = JSON.stringify({ manifest_version: '1', id: 'desk', name: 'Desk', version: '1.0.0', ...more }, null, 1);
  const palette = parsePaletteManifest(new TextEncoder().encode(text), 'palette-plugin.json');
  return { app: paletteApp(palette), palette };
};
const told = (more: JsonObject) =>
  consumedTargets(loaded(more))?.map(({ kind, target, required }) => `${kind} ${target} ${required}`);

describe('what a manifest says that its app uses', () => {
  it.each([
    ['targets as texts', { consumes: { services: ['hr/v1#list'] } }, ['method hr/v1#list true']],
    [
      'targets as objects',
      { consumes: { events: [{ target: 'hr/v1#joined', required: false, reason: 'to greet' }] } },
      ['event hr/v1#joined false'],
    ],
    [
      'requirements of the older form',
      { requires: { services: [{ id: 'hr.list', version: '^1.0.0' }] } },
      ['method hr/v1#list true'],
    ],
    ['requirements that no target can say', { requires: { services: [{ id: 'hr', version: '*' }] } }, []],
    ['nothing', {}, []],
    ['nonsense', { consumes: { services: { a: 1 }, events: [1, null, { target: 2 }] }, requires: [] }, []],
  ])('%s', (_, manifest, expected) => {
    expect(told(manifest)).toEqual(expected);
  });

  it('is not known of a dialect that has no word for it', () => {
    expect(consumedTargets({ app: loaded({}).app })).toBeUndefined();
  });

  it('must be there, on its line', () => {
    const contract = loadedContract({ services: [{ namespace: 'hr/v1', methods: [{ name: 'list' }] }] }, 'c.json', 4);
    const { findings, status } = judgeApp(loaded({ consumes: { services: ['hr/v1#list', 'hr/v1#lits'] } }), {
      contract,
    });
    const found = findings.filter(({ ruleId }) => ruleId.startsWith('compat/consumed'));
    expect(found.map(({ message, location }) => [message, location.pointer])).toEqual([
      [
        'method "hr/v1#lits", which the app uses, is not in contract v4; did you mean "hr/v1#list"?',
        '/consumes/services/1',
      ],
    ]);
    expect(status).toBe('incompatible');
  });
});
