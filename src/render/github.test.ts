import { describe, expect, test } from 'vitest';
import { certification, FAILED, WAIVED } from '../../testing/certification-fixture.ts';
import { runnerCommands } from '../../testing/report-validators.ts';
import { reportsOf } from './registry.ts';

const render = (changes: Parameters<typeof certification>[0] = {}): string =>
  reportsOf(certification(changes)).github?.() ?? '';

describe('github', () => {
  test('annotates what blocks as errors, what is waived as warnings that say so', () => {
    const commands = runnerCommands(render());
    expect(commands.map(({ name }) => name)).toEqual(['error', 'warning', 'warning']);
    expect(commands.slice(0, 2)).toEqual([
      {
        name: 'error',
        properties: {
          file: 'apps/late/cryptad-app.properties',
          line: '9',
          col: '1',
          title: `${FAILED.ruleId} of compat#late`,
        },
        message: `${FAILED.message}\n${FAILED.help}`,
      },
      expect.objectContaining({
        properties: expect.objectContaining({ title: `${WAIVED.ruleId} of compat#old, waived by WVR-2031-0001` }),
        message: `too old\n${WAIVED.help}`,
      }),
    ]);
  });

  test.each([
    [10, 10, undefined],
    [11, 10, '2 more errors in the certification'],
    [500, 10, '491 more errors in the certification'],
  ])('of %i errors there are %i annotations', (count, shown, last) => {
    const findings = Array.from({ length: count }, (_, i) => ({ ...FAILED, message: `finding ${i}` }));
    const commands = runnerCommands(render({ findings }));
    expect(commands).toHaveLength(shown);
    if (last !== undefined) expect(commands.at(-1)).toMatchObject({ name: 'error', message: last });
  });

  test('of warnings too, the waived ones first', () => {
    const warning = { ...FAILED, blocks: false, severity: 'warning' as const };
    const commands = runnerCommands(render({ findings: [...Array(30).fill(warning), WAIVED] }));
    expect(commands).toHaveLength(10);
    expect(commands[0]?.properties.title).toContain('waived by');
    expect(commands.at(-1)?.message).toBe('22 more warnings in the certification');
  });

  test('the whole text report stands where no command is taken, under a token that no text can know', () => {
    const [first = '', ...lines] = render().split('\n');
    expect(first).toMatch(/^::stop-commands::assay-[0-9a-f]{64}$/);
    const token = first.replace('::stop-commands::', '');
    const end = lines.indexOf(`::${token}::`);
    expect(`${lines.slice(0, end).join('\n')}\n`).toBe(reportsOf(certification()).text?.());
    expect(render({ platform: token })).not.toContain(`::${token}::`);
  });
});
