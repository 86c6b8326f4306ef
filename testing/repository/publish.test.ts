// From three folders of apps to a published repository, through the commands alone.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeeperShell } from './keeper-shell.ts';

const shell = new KeeperShell();
beforeAll(async () => {
  await shell.published();
}, 60_000);
afterAll(() => shell.remove());

describe('a published repository', () => {
  it('verifies', async () => {
    const run = await shell.run('catalog repo verify --repository repo');
    expect(run.stdout).toContain('verified: repo, catalog hearth');
    expect(run.exit).toBe(0);
  });
});
