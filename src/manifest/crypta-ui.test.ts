import { describe, expect, it } from 'vitest';
import { load, missing, wrong } from '../../testing/crypta-manifest.ts';
import type { CryptaManifest } from './crypta-model.ts';

describe('app.ui', () => {
  it.each<[Record<string, string>, CryptaManifest['ui']]>([
    [{}, { mode: 'none', declared: false }],
    [{ 'app.ui.entry': '/app/node/#queue' }, { mode: 'shell-panel', declared: false, entry: '/app/node/#queue' }],
    [{ 'app.ui.entry': 'static/index.html' }, { mode: 'static', declared: false, entry: 'static/index.html' }],
    [{ 'app.ui.entry': 'static\\index.html' }, { mode: 'static', declared: false, entry: 'static/index.html' }],
    [{ 'app.ui.mode': 'NONE' }, { mode: 'none', declared: true }],
    [
      { 'app.ui.mode': 'static', 'app.ui.entry': 'a' },
      { mode: 'static', declared: true, entry: 'a' },
    ],
    [
      { 'app.ui.mode': 'shell-panel', 'app.ui.entry': '/a?b=%20' },
      { mode: 'shell-panel', declared: true, entry: '/a?b=%20' },
    ],
  ])('%j', (changes, ui) => {
    const manifest = load(changes);
    const { invalidValues, missingKeys, unknownKeys } = manifest.facts;
    expect([manifest.ui, invalidValues, missingKeys, unknownKeys]).toEqual([ui, [], [], []]);
  });

  it.each<[Record<string, string>]>([
    [{ 'app.ui.mode': 'none', 'app.ui.entry': 'a' }],
    [{ 'app.ui.mode': 'static', 'app.ui.entry': '/a' }],
    [{ 'app.ui.mode': 'static', 'app.ui.entry': '../a' }],
    [{ 'app.ui.mode': 'static', 'app.ui.entry': 'a:b' }],
    [{ 'app.ui.mode': 'static', 'app.ui.entry': 'a\\u0007b' }],
    [{ 'app.ui.mode': 'static', 'app.ui.entry': 'cryptad-app.catalog' }],
    [{ 'app.ui.mode': 'shell-panel', 'app.ui.entry': 'a' }],
    [{ 'app.ui.mode': 'shell-panel', 'app.ui.entry': '//evil.example/a' }],
    [{ 'app.ui.mode': 'shell-panel', 'app.ui.entry': '/a b' }],
    [{ 'app.ui.mode': 'shell-panel', 'app.ui.entry': '/a#b#c' }],
    [{ 'app.ui.mode': 'shell-panel', 'app.ui.entry': '/%zz' }],
    [{ 'app.ui.mode': 'shell-panel', 'app.ui.entry': '' }],
  ])('%j has a wrong entry', (changes) => {
    expect(wrong(changes)).toEqual(['app.ui.entry']);
    expect(load(changes).ui).not.toHaveProperty('entry');
  });

  it('an unknown mode is wrong, and the entry says which it may be', () => {
    expect(wrong({ 'app.ui.mode': 'popup', 'app.ui.entry': '/a' })).toEqual(['app.ui.mode']);
    expect(load({ 'app.ui.mode': 'popup', 'app.ui.entry': '/a' }).ui.mode).toBe('shell-panel');
  });

  it('an explicit mode needs its entry', () => {
    expect(missing({ 'app.ui.mode': 'static' })).toEqual(['app.ui.entry']);
    expect(missing({ 'app.ui.mode': 'shell-panel' })).toEqual(['app.ui.entry']);
  });
});
