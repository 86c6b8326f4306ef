import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPORT_FORMATS, type ReportFormat } from '../src/model/report-formats.ts';
import { runCli } from './run-cli.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The example platform's certification in every format, as committed; the documentation quotes them. */
const FILES: Readonly<Record<ReportFormat, string>> = {
  text: 'certification.txt',
  json: 'certification.json',
  md: 'certification.md',
  sarif: 'certification.sarif',
  'sarif-github': 'certification.github.sarif',
  junit: 'certification.junit.xml',
  ctrf: 'certification.ctrf.json',
  github: 'certification.github.txt',
  'waivers-csv': 'waivers.csv',
};
const GOLDEN = REPORT_FORMATS.map((format) => [format, FILES[format]] as const);

describe('the certification of the example platform', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-golden-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** Certifies with a clock that is wrong on purpose: the configuration pins it. */
  async function certify(cwd: string): Promise<Map<string, string>> {
    const outputs = GOLDEN.flatMap(([format, name]) => ['--output', `${format}=${join(folder, name)}`]);
    const run = await runCli(['certify', '--quiet', ...outputs], { cwd, now: '2046-01-01T00:00:00Z' });
    expect([run.exit, run.stderr]).toEqual([0, '']);
    return new Map(GOLDEN.map(([, name]) => [name, readFileSync(join(folder, name), 'utf8')]));
  }

  it('is reproduced byte for byte', async () => {
    for (const [name, text] of await certify(ROOT)) {
      const file = join(ROOT, 'reports', name);
      // ASSAY_UPDATE=1 writes them anew; then a person reads them.
      if (process.env.ASSAY_UPDATE === '1') writeFileSync(file, text);
      else expect(text, name).toBe(readFileSync(file, 'utf8'));
    }
  });

  it('is the same from another folder', async () => {
    expect(await certify(join(ROOT, 'catalogs/hearth/apps'))).toEqual(await certify(ROOT));
  });

  it.each(GOLDEN)('can be rendered again as %s from the saved document', async (format, name) => {
    const argv = [
      'report',
      'render',
      '--input',
      join(ROOT, 'reports/certification.json'),
      '--output',
      `${format}=${join(folder, `again-${name}`)}`,
    ];
    expect((await runCli(argv, { cwd: ROOT })).exit).toBe(0);
    expect(readFileSync(join(folder, `again-${name}`), 'utf8')).toBe(readFileSync(join(ROOT, 'reports', name), 'utf8'));
  });

  it('is printed for the runner as it is written', async () => {
    const argv = ['report', 'render', '--input', join(ROOT, 'reports/certification.json'), '--output', 'github'];
    const { stdout } = await runCli(argv, { cwd: ROOT });
    expect(stdout).toBe(readFileSync(join(ROOT, 'reports', FILES.github), 'utf8'));
  });
});
