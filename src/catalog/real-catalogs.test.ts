import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusal } from '../../testing/catalog-text.ts';
import { sharedData } from '../../testing/shared-data.ts';
import { parseCatalog } from './crypta-catalog.ts';
import { readCatalogBytes } from './read-catalog.ts';

const real = sharedData('crypta/catalogs');

describe.skipIf(real === undefined)('the real catalogs', () => {
  it('self-test-catalog.properties says version 1 and has properties of version 2', () => {
    const error = refusal(() =>
      parseCatalog(
        readCatalogBytes(join(real ?? '', 'self-test-catalog.properties'), 'self-test-catalog.properties'),
        'self-test-catalog.properties',
      ),
    );
    expect([error.exitCode, error.code, error.message, error.location]).toEqual([
      3,
      'invalid-catalog-entry',
      'self-test-catalog.properties:24 unsupported catalog property: "app.feed-reader.categories", which needs catalog.version 2; this catalog says 1',
      { path: 'self-test-catalog.properties', line: 24, column: 1 },
    ]);
  });

  it('with that one number changed it is a catalog of four apps', () => {
    const source = readFileSync(join(real ?? '', 'self-test-catalog.properties'), 'utf8');
    const catalog = parseCatalog(source.replace('catalog.version=1', 'catalog.version=2'), 'c');
    expect(
      catalog.entries.map(({ id, api }) => [id, api.minimumVersion, api.experimentalCapabilitiesAccepted]),
    ).toEqual([
      ['cert-smoke', undefined, false],
      ['social-inbox', 11, true],
      ['feed-reader', 9, false],
      ['trust-graph', 10, true],
    ]);
  });

  it('the security excerpt is a policy once it has a header', () => {
    const excerpt = readFileSync(join(real ?? '', 'doc-v4-security-policy.excerpt.properties'), 'utf8');
    const catalog = parseCatalog(
      `${excerpt}\ncatalog.id=x\ncatalog.name=X\ncatalog.generatedAt=2026-06-11T00:00:00Z\ncatalog.entries=\n`,
      'c',
    );
    expect([catalog.advisories.map(({ id }) => id), catalog.denylist.map(({ version }) => version)]).toEqual([
      ['CRYPTA-2026-0001'],
      ['0.1.0'],
    ]);
  });
});
