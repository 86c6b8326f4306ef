import { describe, expect, it } from 'vitest';
import { loadedContract } from '../../testing/rules/contract-fixture.ts';
import { paletteApp, parsePaletteManifest } from '../manifest/palette.ts';
import type { JsonObject } from '../model/json/value.ts';
import { type AppUse, appUse } from './app-use.ts';
import { diffContracts } from './contract-diff.ts';

const crypta = (name: string, ...permissions: string[]): AppUse => ({ name, permissions: new Set(permissions) });
const palette = (id: string, consumes: JsonObject): AppUse => {
  const text = JSON.stringify({ manifest_version: '1', id, name: id, version: '1.0.0', consumes });
  const manifest = parsePaletteManifest(new TextEncoder().encode(text), 'palette-plugin.json');
  return appUse({ app: paletteApp(manifest), palette: manifest });
};

const baseline = loadedContract(
  {
    capabilities: [{ name: 'queue.read' }, { name: 'queue.write' }],
    endpoints: [{ routeTemplate: '/queue/{id}', requiredCapabilities: ['queue.read', 'queue.write'] }, {}],
    services: [
      { namespace: 'hr/v1', methods: [{ name: 'members.list', requiredCapabilities: ['queue.read'] }] },
      { namespace: 'pay/v1', methods: [{ name: 'runs.list' }], events: [{ name: 'run.paid' }] },
    ],
  },
  'baseline.json',
  4,
);
const current = loadedContract(
  { capabilities: [{ name: 'queue.write' }], endpoints: [{}], services: [] },
  'current.json',
  5,
);
const apps = [
  crypta('writer 1.0.0', 'queue.read', 'queue.write'),
  crypta('reader 1.0.0', 'queue.read'),
  crypta('idle 1.0.0'),
  palette('payroll', { services: ['pay/v1#runs.list'], events: [{ target: 'pay/v1#run.paid', required: false }] }),
];

describe('the apps that a change may hurt', () => {
  const { changes } = diffContracts(baseline, current, { apps });
  it.each([
    ['capability', 'queue.read', ['reader 1.0.0', 'writer 1.0.0']],
    ['service', 'hr/v1', ['reader 1.0.0', 'writer 1.0.0']],
    // Whoever can't say what it uses may use what asks for nothing.
    ['service', 'pay/v1', ['idle 1.0.0', 'payroll 1.0.0', 'reader 1.0.0', 'writer 1.0.0']],
  ])('of %s %s are those that say so, or hold every right that it asked for', (kind, subject, impact) => {
    const found = changes.find(
      (change) =>
        change.kind === kind &&
        change.subject === subject &&
        change.children?.length !== 0 &&
        /removed$/.test(change.ruleId),
    );
    expect(found?.impact).toEqual(impact);
  });

  it('are none where the contract itself changed', () => {
    for (const change of changes) if (change.kind === 'contract') expect(change.impact).toBeUndefined();
  });

  it('and consume what is gone are told with it', () => {
    const consumed = changes.find(({ ruleId }) => ruleId === 'broker/major-still-consumed');
    expect(consumed).toMatchObject({ severity: 'error', subject: 'pay/v1', impact: ['payroll 1.0.0'] });
    expect(consumed?.message).toContain('"payroll 1.0.0" consumes it');
    const more = [...apps, palette('bonus', { services: ['pay/v1#runs.list'] })];
    const again = diffContracts(baseline, current, { apps: more }).changes.find(
      ({ ruleId }) => ruleId === consumed?.ruleId,
    );
    expect(again?.message).toContain('"bonus 1.0.0" and "payroll 1.0.0" consume it');
    expect(again?.fingerprint).not.toBe(consumed?.fingerprint);
  });

  it('and hold a right by an alias of it are told as those that hold it by its name', () => {
    const named = (version: number, methods: JsonObject[]) =>
      loadedContract(
        {
          capabilities: [{ name: 'staff.read', aliases: ['people.read'] }],
          services: [{ namespace: 'hr/v1', methods: [{ name: 'ping' }, ...methods] }],
        },
        `${version}.json`,
        version,
      );
    const before = named(4, [{ name: 'members.list', requiredCapabilities: ['staff.read'] }]);
    const { changes: found } = diffContracts(before, named(5, []), {
      apps: [crypta('by-alias 1.0.0', 'people.read'), crypta('by-name 1.0.0', 'staff.read'), crypta('none 1.0.0')],
    });
    expect(found.find(({ ruleId }) => ruleId === 'method/removed')?.impact).toEqual([
      'by-alias 1.0.0',
      'by-name 1.0.0',
    ]);
  });

  it('and consume a method that is gone before its time are told in the finding about it', () => {
    const hr = (version: number, ...methods: string[]) => {
      const service = { namespace: 'hr/v1', methods: methods.map((name) => ({ name })) };
      return loadedContract({ services: [service] }, `${version}.json`, version);
    };
    const leave = palette('leave', { services: ['hr/v1#members.all'] });
    const { changes: found } = diffContracts(hr(4, 'ping', 'members.all'), hr(5, 'ping'), { apps: [leave] });
    expect(found.map(({ ruleId }) => ruleId)).toEqual(['method/removed']);
    expect(found[0]?.because?.map(({ message }) => message)).toContain(
      'method "hr/v1#members.all" is gone, and "leave 1.0.0" consumes it',
    );
  });

  it('never change what a change weighs', () => {
    const alone = diffContracts(baseline, current);
    const told = changes.filter(({ ruleId }) => ruleId !== 'broker/major-still-consumed');
    expect(changes.length - told.length).toBe(1);
    expect(told.map(({ severity, fingerprint }) => [severity, fingerprint])).toEqual(
      alone.changes.map(({ severity, fingerprint }) => [severity, fingerprint]),
    );
  });
});
