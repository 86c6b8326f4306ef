import { describe, expect, it } from 'vitest';
import { EMPTY_FACTS, load, missing, wrong } from '../../testing/crypta-manifest.ts';

describe('app.data', () => {
  const STEP = {
    'app.data.schema.namespaces': 'ui-state,social',
    'app.data.schema.namespace.ui-state.current': '2',
    'app.data.schema.namespace.social.current': '1',
    'app.data.migrations': 'one',
    'app.data.migration.one.namespace': 'UI-State',
    'app.data.migration.one.from': '1',
    'app.data.migration.one.to': '2',
    'app.data.migration.one.command': 'bin/migrate.sh',
    'app.data.migration.one.rollbackCompatible': 'false',
    'app.data.migration.one.requiresStopped': 'TRUE',
    'app.data.migration.one.description': 'Splits the state.',
  };

  it('reads schemas and migrations', () => {
    const manifest = load({ ...STEP, 'app.data.schema.current': '3' });
    expect(manifest.facts).toEqual(EMPTY_FACTS);
    expect(manifest.data).toEqual({
      schemaVersion: 3,
      namespaces: [
        { name: 'ui-state', current: 2 },
        { name: 'social', current: 1 },
      ],
      migrations: [
        {
          id: 'one',
          namespace: 'ui-state',
          from: 1,
          to: 2,
          command: 'bin/migrate.sh',
          rollbackCompatible: false,
          requiresStopped: true,
          description: 'Splits the state.',
        },
      ],
    });
  });

  it.each<[string, string, string]>([
    ['app.data.migration.one.to', '1', 'app.data.migration.one.to'],
    ['app.data.migration.one.to', '3', 'app.data.migration.one.to'],
    ['app.data.migration.one.from', '0', 'app.data.migration.one.from'],
    ['app.data.migration.one.namespace', 'other', 'app.data.migration.one.namespace'],
    ['app.data.migration.one.namespace', 'x'.repeat(65), 'app.data.migration.one.namespace'],
    ['app.data.migration.one.command', '../migrate.sh', 'app.data.migration.one.command'],
    ['app.data.migration.one.command', 'a:b', 'app.data.migration.one.command'],
    ['app.data.migration.one.rollbackCompatible', 'perhaps', 'app.data.migration.one.rollbackCompatible'],
    ['app.data.migration.one.description', 'x'.repeat(257), 'app.data.migration.one.description'],
    ['app.data.schema.namespace.social.current', '0', 'app.data.schema.namespace.social.current'],
    ['app.data.schema.current', '-1', 'app.data.schema.current'],
  ])('%s=%s is wrong', (key, value, found) => {
    expect(wrong({ ...STEP, [key]: value })).toEqual([found]);
  });

  it.each(Object.keys(STEP).filter((key) => /migration\.one|social/.test(key)))('%s must be there', (key) => {
    expect(missing({ ...STEP, [key]: undefined })).toContain(key);
  });

  it('migrations need a schema to lead to', () => {
    const schemas = Object.keys(STEP).filter((key) => key.includes('schema'));
    const without = Object.fromEntries(schemas.map((key) => [key, undefined]));
    expect(missing({ ...STEP, ...without })).toEqual(['app.data.schema.current']);
  });

  it('a global schema bounds the migrations where there are no namespaces', () => {
    const global = {
      ...STEP,
      'app.data.schema.namespaces': undefined,
      'app.data.schema.namespace.ui-state.current': undefined,
      'app.data.schema.namespace.social.current': undefined,
    };
    expect(wrong({ ...global, 'app.data.schema.current': '2' })).toEqual([]);
    expect(wrong({ ...global, 'app.data.schema.current': '1' })).toEqual(['app.data.migration.one.to']);
  });
});
