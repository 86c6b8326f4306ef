import { describe, expect, it } from 'vitest';
import { type Changes, load, refusal } from '../../testing/catalog-text.ts';

describe('security policy', () => {
  const ADVISORY = 'catalog.securityAdvisory.CRYPTA-1.';
  const DENIAL = 'catalog.securityDenylist.deny-1.';
  const POLICY: Changes = {
    'catalog.version': '4',
    'catalog.securityAdvisories': 'CRYPTA-1',
    [`${ADVISORY}uri`]: 'https://example.invalid/1',
    [`${ADVISORY}title`]: 'Vulnerable drafts',
    [`${ADVISORY}severity`]: 'critical',
    [`${ADVISORY}status`]: 'active',
    [`${ADVISORY}action`]: 'denylist',
    [`${ADVISORY}summary`]: 'Upgrade.',
    [`${ADVISORY}publishedAt`]: '2026-06-11T00:00:00Z',
    [`${ADVISORY}updatedAt`]: '2026-06-11T00:00:00Z',
    'catalog.securityDenylist': 'deny-1',
    [`${DENIAL}appId`]: 'Social-Inbox',
    [`${DENIAL}version`]: '0.1.0',
    [`${DENIAL}advisoryId`]: 'CRYPTA-1',
    [`${DENIAL}reason`]: 'Vulnerable.',
    [`${DENIAL}replacementAppId`]: 'other',
  };

  it('is read', () => {
    const catalog = load(POLICY);
    expect(catalog.advisories).toEqual([
      {
        id: 'CRYPTA-1',
        uri: 'https://example.invalid/1',
        title: 'Vulnerable drafts',
        severity: 'critical',
        status: 'active',
        action: 'denylist',
        summary: 'Upgrade.',
        publishedAt: '2026-06-11T00:00:00Z',
        updatedAt: '2026-06-11T00:00:00Z',
      },
    ]);
    expect(catalog.denylist).toEqual([
      {
        id: 'deny-1',
        appId: 'social-inbox',
        version: '0.1.0',
        advisoryId: 'CRYPTA-1',
        reason: 'Vulnerable.',
        replacementAppId: 'other',
      },
    ]);
  });

  it.each(
    Object.keys(POLICY).filter(
      (key) => key.includes('.CRYPTA-1.') || /deny-1\.(?:appId|version|advisoryId|reason)$/.test(key),
    ),
  )('needs %s', (key) => {
    expect(refusal(() => load({ ...POLICY, [key]: undefined })).message).toContain(`"${key}" is missing`);
  });

  it.each<[string, string]>([
    [`${ADVISORY}uri`, 'file:///a'],
    [`${ADVISORY}title`, 'x'.repeat(161)],
    [`${ADVISORY}severity`, 'none'],
    [`${ADVISORY}status`, 'open'],
    [`${ADVISORY}action`, 'delete'],
    [`${ADVISORY}summary`, ''],
    [`${ADVISORY}updatedAt`, '2026-06-10T23:59:59Z'],
    [`${ADVISORY}publishedAt`, 'then'],
    [`${ADVISORY}safeUninstallGuidance`, 'x'.repeat(513)],
    [`${ADVISORY}replacementAppId`, 'a b'],
    [`${ADVISORY}other`, 'x'],
    [`${DENIAL}advisoryId`, 'CRYPTA-2'],
    [`${DENIAL}appId`, 'a b'],
    [`${DENIAL}version`, 'x'.repeat(129)],
    ['catalog.securityAdvisories', 'CRYPTA-1,CRYPTA-1'],
    ['catalog.securityAdvisories', ''],
    ['catalog.securityDenylist', ''],
    ['catalog.securityDenylist', 'deny-1,'],
    ['catalog.securityDenylist', 'deny 1'],
  ])('refuses %s=%s', (key, value) => {
    expect(refusal(() => load({ ...POLICY, [key]: value })).code).toBe('invalid-catalog-entry');
  });

  it('denies a version once', () => {
    const again = Object.fromEntries(
      Object.entries(POLICY).map(([key, value]) => [key.replace('deny-1.', 'deny-2.'), value]),
    );
    const error = refusal(() => load({ ...POLICY, ...again, 'catalog.securityDenylist': 'deny-1,deny-2' }));
    expect(error.message).toContain('denies a version again');
  });
});
