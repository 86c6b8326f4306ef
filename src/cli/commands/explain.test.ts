import { describe, expect, it } from 'vitest';
import { runCli } from '../../../testing/run-cli.ts';
import { ALL_RULES } from '../../check/rules/index.ts';
import { GATE_RULES } from '../../decide/rules.ts';
import validateRules from '../../formats/generated/validators/rules.js';

const explain = (...args: string[]) => runCli(['explain', ...args], { cwd: '/' });

describe('assay explain', () => {
  it('lists every rule on one aligned line', async () => {
    const { exit, stdout, stderr } = await explain();
    expect([exit, stderr]).toEqual([0, '']);
    const rules = [...ALL_RULES, ...GATE_RULES];
    const lines = stdout.split('\n').slice(0, rules.length);
    expect(lines.map((line) => line.split(' ')[0])).toEqual(rules.map((rule) => rule.id).sort());
    const columns = lines.map((line) => line.search(/ (error|warning|note)/));
    expect(new Set(columns).size).toBe(1);
  });

  it.each(['compat/deprecated-capability', 'deprecated-capability', 'deprecated_capability', 'Deprecated_Capability'])(
    'finds a rule by %s',
    async (name) => {
      const { exit, stdout } = await explain(name);
      expect(exit).toBe(0);
      expect(stdout).toMatch(/^compat\/deprecated-capability {2}the app uses no deprecated capability\n/);
      for (const part of [
        'warning, error with --strict',
        'breaks',
        'deprecated_capability',
        'what to do',
        'fails',
        'passes',
      ])
        expect(stdout).toContain(part);
    },
  );

  it('says which inputs a rule is for', async () => {
    expect((await explain('api_target_stability_missing')).stdout).toContain(
      'applies to   contracts that publish a stable baseline',
    );
  });

  it('suggests the nearest name for one that is not there, with exit 2', async () => {
    const { exit, stdout, stderr } = await explain('compat/deprecated-capabilty');
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toContain('there is no rule "compat/deprecated-capabilty"');
    expect(stderr).toContain('did you mean compat/deprecated-capability?');
  });

  it('does not guess from noise', async () => {
    const { exit, stderr } = await explain('zzzzzzzz');
    expect(exit).toBe(2);
    expect(stderr).not.toContain('did you mean');
  });

  it('prints a published document with --json', async () => {
    const document: unknown = JSON.parse((await explain('--json')).stdout);
    expect(validateRules(document), JSON.stringify(validateRules.errors)).toBe(true);
    expect(document).toMatchObject({ kind: 'assay.rules' });
  });
});
