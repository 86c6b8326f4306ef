import type { JsonObject } from '../../model/json/value.ts';
import { type ForeignHit, type ForeignResult, foreignFindings } from './foreign.ts';
import { malformed, objects, part, reportObject, text } from './read-json.ts';

const NAME = 'ctrf';

/**
 * A report in the Common Test Report Format: `failed` is an error, `other` too, since nobody knows what it means;
 * `skipped` and `pending` were not looked at. A summary that counts more failures than the tests show is an error.
 * @throws AssayError report-malformed and those of parseJson (input)
 */
export function importCtrf(bytes: Uint8Array, path: string): ForeignResult {
  const report = reportObject(bytes, path, NAME);
  const results = part(report, 'results');
  const tests = objects(results, 'tests', path, NAME);
  const left = new Set(['skipped', 'pending']);
  const hits: ForeignHit[] = [];
  let skipped = 0;
  for (const test of tests) {
    const name = text(test, 'name') ?? malformed(path, NAME, 'a test has no name');
    const status = text(test, 'status') ?? malformed(path, NAME, `the test ${name} has no status`);
    if (left.has(status)) skipped += 1;
    else if (status !== 'passed') {
      const suite = Array.isArray(test.suite) ? test.suite.join(' > ') : (text(test, 'suite') ?? '');
      const file = text(test, 'filePath') ?? '';
      const message = `the test ${name} ${status === 'failed' ? 'failed' : 'neither passed nor failed'}`;
      hits.push({
        ruleId: 'ctrf/test-failed',
        severity: 'error',
        message,
        path: file === '' ? path : file,
        key: [suite, file, name],
      });
    }
  }
  const hidden = counted(part(results, 'summary'), path) - hits.length;
  if (hidden > 0) {
    const message = `its summary counts ${hidden} tests that did not pass and that it does not show`;
    hits.push({ ruleId: 'ctrf/tests-hidden', severity: 'error', message, path, key: [hidden] });
  }
  return { checks: tests.length - skipped, skipped, findings: foreignFindings(hits) };
}

/** How many tests did not pass, as a summary says. @throws AssayError report-malformed (input) where it is no number */
function counted(summary: JsonObject, path: string): number {
  return ['failed', 'other'].reduce((all, member) => {
    const count = summary[member] ?? 0;
    return typeof count === 'number' ? all + Math.max(0, count) : malformed(path, NAME, `its "${member}" is no number`);
  }, 0);
}
