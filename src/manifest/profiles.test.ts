import { describe, expect, it } from 'vitest';
import { ALL_RULES } from '../check/rules/index.ts';
import type { JsonValue } from '../model/json/value.ts';
import { parsePaletteManifest } from './palette.ts';
import { profileFaults } from './profile-faults.ts';
import { disagreements, profileConflicts } from './profile-matrix.ts';
import { ALL_PROFILES, NEWEST_PROFILES, profileNamed } from './profiles.ts';

const HEAD = { manifest_version: '1', id: 'reader', name: 'Reader', version: '1.0.0', developer: 'Team' };

function faults(json: JsonValue, profile: string): string[] {
  const manifest = parsePaletteManifest(JSON.stringify(json), 'palette-plugin.json');
  return profileFaults(manifest, profileNamed(profile)).map(
    ({ kind, shown, refusedBy }) => `${kind} ${shown}${refusedBy === undefined ? '' : ` ${refusedBy}`}`,
  );
}

describe('profiles', () => {
  it('are named, or their tool for the newest', () => {
    expect(NEWEST_PROFILES.map(({ name }) => name)).toEqual(['cli@0.3.63', 'server@2026-08', 'sdk@0.1.30']);
    expect(profileNamed('cli')?.name).toBe('cli@0.3.63');
    expect(profileNamed('cli@0.3.44')?.name).toBe('cli@0.3.44');
    expect(profileNamed('common')).toBeUndefined();
  });

  it('leave out rules that exist', () => {
    const ids = ALL_RULES.map(({ id }) => id);
    for (const { unchecked } of ALL_PROFILES) expect(ids).toEqual(expect.arrayContaining([...unchecked]));
  });

  it.each<[string, JsonValue, string, string[]]>([
    [
      'the command line refuses data_scope',
      { data_scope: 'personal' },
      'cli@0.3.63',
      ['unknown data_scope cli@0.3.63'],
    ],
    ['the server requires it', {}, 'server', ['missing data_scope']],
    ['and has it', { data_scope: 'personal' }, 'server', []],
    ['all look at its value', { data_scope: 'team' }, 'server', ['wrong data_scope']],
    ['the type omits what the store reads', { secrets: {} }, 'sdk', ['unknown secrets']],
    ['the type has four categories', { category: 'Finance' }, 'sdk', ['wrong category']],
    ['others have any', { category: 'Finance' }, 'cli', []],
    [
      'no broker in 0.3.44',
      { consumes: {}, provides: { namespace: 'a', events: ['a.b', { id: 'a.c' }] } },
      'cli@0.3.44',
      ['unknown consumes cli@0.3.44', 'unknown provides.namespace cli@0.3.44', 'wrong provides.events[1]'],
    ],
    [
      'events have no name in 0.3.50',
      { provides: { events: [{ name: 'a.b' }] } },
      'cli@0.3.50',
      ['unknown provides.events[0].name cli@0.3.50'],
    ],
    ['an unknown key is refused by name', { zzz: 1 }, 'cli', ['unknown zzz cli@0.3.63']],
  ])('%s', (_, json, profile, expected) => {
    expect(faults({ ...HEAD, ...Object(json) }, profile)).toEqual(expected);
  });

  it('the type wants a developer', () => {
    const { developer: _, ...head } = HEAD;
    expect(faults(head, 'sdk')).toEqual(['missing developer']);
    expect(faults(head, 'cli')).toEqual([]);
  });
});

describe('where they disagree', () => {
  it('data_scope is the one key that no manifest can get right', () => {
    expect(profileConflicts()).toEqual([
      { key: 'data_scope', pointer: '/data_scope', requiredBy: ['server@2026-08'], refusedBy: ['cli@0.3.63'] },
    ]);
    expect(profileConflicts(ALL_PROFILES.filter(({ tool }) => tool === 'cli'))).toEqual([]);
  });

  it('is said key by key', () => {
    const rows = new Map(
      disagreements().map(({ key, stances }) => [key, stances.map(({ stance }) => stance).join(' ')] as const),
    );
    expect(rows.get('data_scope')).toBe('refused refused refused required ignored');
    expect(rows.get('category')).toBe('accepted accepted accepted accepted narrowed');
    expect(rows.get('developer')).toBe('accepted accepted accepted accepted required');
    expect(rows.get('provides.events[].name')).toBe('refused refused refused accepted accepted');
    expect(rows.get('provides.events[]')).toBe('narrowed accepted accepted accepted accepted');
    expect(rows.get('provides.services[].methods')).toBe('refused accepted accepted accepted accepted');
    expect(rows.get('secrets')).toBe('accepted accepted accepted accepted ignored');
    expect(disagreements(NEWEST_PROFILES.slice(0, 1))).toEqual([]);
  });
});
