import type { Severity } from '../../model/finding.ts';
import { isJsonObject, type JsonObject } from '../../model/json/value.ts';
import { type ForeignHit, type ForeignResult, foreignFindings } from './foreign.ts';
import { malformed, objects, part, reportObject, text } from './read-json.ts';

const NAME = 'sarif';
const LEVELS: Readonly<Record<string, Severity>> = { error: 'error', warning: 'warning', note: 'note', none: 'note' };

/**
 * A SARIF 2.1.0 log. What its tool suppressed counts as if it were not: whoever wants to let it pass signs a waiver. A
 * run that says that it did not succeed could not look.
 * @throws AssayError report-malformed and those of parseJson (input)
 */
export function importSarif(bytes: Uint8Array, path: string): ForeignResult {
  const log = reportObject(bytes, path, NAME);
  if (text(log, 'version') !== '2.1.0') malformed(path, NAME, 'its version is not 2.1.0');
  const runs = objects(log, 'runs', path, NAME);
  const hits: ForeignHit[] = [];
  let checks = 0;
  for (const run of runs) {
    const driver = part(part(run, 'tool'), 'driver');
    const rules = Array.isArray(driver.rules) ? driver.rules.filter(isJsonObject) : [];
    const results = Array.isArray(run.results) ? run.results.filter(isJsonObject) : undefined;
    if (results === undefined)
      return { checks: 0, skipped: 0, findings: [], failure: 'a run of the log has no results: it did not look' };
    if (failed(run))
      return { checks: 0, skipped: 0, findings: [], failure: 'a run of the log says that it did not succeed' };
    checks += Math.max(rules.length, results.length, 1);
    hits.push(...results.flatMap((result) => hitOf(result, rules, text(driver, 'name') ?? '', path)));
  }
  return { checks, skipped: 0, findings: foreignFindings(hits) };
}

function failed(run: JsonObject): boolean {
  const invocations = Array.isArray(run.invocations) ? run.invocations.filter(isJsonObject) : [];
  return invocations.some(({ executionSuccessful }) => executionSuccessful === false);
}

function hitOf(result: JsonObject, rules: readonly JsonObject[], tool: string, path: string): ForeignHit[] {
  const kind = text(result, 'kind') ?? 'fail';
  if (kind === 'pass' || kind === 'notApplicable' || kind === 'informational') return [];
  const index = typeof result.ruleIndex === 'number' ? result.ruleIndex : -1;
  const ruleId = text(result, 'ruleId') ?? text(part(result, 'rule'), 'id') ?? text(rules[index] ?? {}, 'id') ?? '';
  const rule = rules.find((one) => text(one, 'id') === ruleId) ?? rules[index] ?? {};
  const level = text(result, 'level') ?? text(part(rule, 'defaultConfiguration'), 'level') ?? 'warning';
  const message = part(result, 'message');
  const { uri, line } = placeOf(result);
  return [
    {
      ruleId: 'sarif/result',
      ...(ruleId === '' ? {} : { legacyCode: ruleId }),
      severity: LEVELS[level] ?? 'error',
      message: `${ruleId === '' ? 'a rule without a name' : ruleId}: ${text(message, 'text') ?? text(message, 'id') ?? 'no message'}`,
      path: uri === '' ? path : uri,
      ...(line === undefined ? {} : { line }),
      key: [tool, ruleId, uri, identity(result)],
    },
  ];
}

/** What the tool itself tells equal results by; else the names of what it is about. Never a line, never a message. */
function identity(result: JsonObject): string[] {
  for (const member of ['fingerprints', 'partialFingerprints']) {
    const entries = Object.entries(part(result, member)).filter(([, value]) => typeof value === 'string');
    if (entries.length > 0) return entries.map(([name, value]) => `${name}=${value}`).sort();
  }
  const [location] = Array.isArray(result.locations) ? result.locations.filter(isJsonObject) : [];
  const logical =
    location && Array.isArray(location.logicalLocations) ? location.logicalLocations.filter(isJsonObject) : [];
  return logical.flatMap((one) => text(one, 'fullyQualifiedName') ?? text(one, 'name') ?? []).sort();
}

function placeOf(result: JsonObject): { uri: string; line?: number } {
  const [location] = Array.isArray(result.locations) ? result.locations.filter(isJsonObject) : [];
  const physical = part(location ?? {}, 'physicalLocation');
  const uri = text(part(physical, 'artifactLocation'), 'uri') ?? '';
  const { startLine } = part(physical, 'region');
  return {
    uri,
    ...(typeof startLine === 'number' && Number.isSafeInteger(startLine) && startLine > 0 ? { line: startLine } : {}),
  };
}
