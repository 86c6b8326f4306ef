import { isJsonObject, type JsonObject } from '../../model/json/value.ts';
import { type ForeignHit, type ForeignResult, foreignFindings } from './foreign.ts';
import { malformed, objects, part, reportObject, text } from './read-json.ts';
import { LEVELS, list, ruleOf, type SarifRules, sarifRules } from './sarif-rules.ts';

const NAME = 'sarif';

/**
 * A SARIF 2.1.0 log. What its tool suppressed counts as if it were not: whoever wants to let it pass signs a waiver. A
 * run that says that it did not succeed, or keeps a part of itself in other files, could not look; one that says that its
 * results are incomplete has that as a finding.
 * @throws AssayError report-malformed and those of parseJson (input)
 */
export function importSarif(bytes: Uint8Array, path: string): ForeignResult {
  const log = reportObject(bytes, path, NAME);
  if (text(log, 'version') !== '2.1.0') malformed(path, NAME, 'its version is not 2.1.0');
  const runs = objects(log, 'runs', path, NAME);
  const hits: ForeignHit[] = [];
  let checks = 0;
  for (const run of runs) {
    const tool = part(run, 'tool');
    const results = Array.isArray(run.results) ? objects(run, 'results', path, NAME) : undefined;
    if (results === undefined)
      return { checks: 0, skipped: 0, findings: [], failure: 'a run of the log has no results: it did not look' };
    if (failed(run))
      return { checks: 0, skipped: 0, findings: [], failure: 'a run of the log says that it did not succeed' };
    if (holds(run, 'externalPropertyFileReferences') || holds(log, 'inlineExternalProperties'))
      return { checks: 0, skipped: 0, findings: [], failure: 'a run of the log keeps a part of itself elsewhere' };
    const name = text(part(tool, 'driver'), 'name') ?? '';
    const rules = sarifRules(tool, invocationsOf(run));
    checks += Math.max(rules.driver.rules.length, results.length, 1);
    for (const result of results) hits.push(...hitOf(result, rules, name, path));
    hits.push(...incomplete(run, name, path));
  }
  return { checks, skipped: 0, findings: foreignFindings(hits) };
}

/** What an invocation has that did not run to its end (§3.20.9 to §3.20.13). */
const ENDED_EARLY = ['exitSignalName', 'exitSignalNumber', 'processStartFailureMessage'] as const;

function failed(run: JsonObject): boolean {
  return invocationsOf(run).some(
    (one) => (one.executionSuccessful ?? true) !== true || ENDED_EARLY.some((member) => (one[member] ?? '') !== ''),
  );
}

/** Whether there is anything in a member, whatever it is. */
function holds(from: JsonObject, member: string): boolean {
  const value = from[member];
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** What the tool says went so wrong that its results are incorrect or incomplete (§3.58.6: a notification of level error). */
function incomplete(run: JsonObject, tool: string, path: string): ForeignHit[] {
  const notifications = invocationsOf(run).flatMap((one) => [
    ...list(one, 'toolExecutionNotifications'),
    ...list(one, 'toolConfigurationNotifications'),
  ]);
  return notifications.flatMap((one): ForeignHit[] => {
    if ((LEVELS.get(text(one, 'level') ?? 'warning') ?? 'error') !== 'error') return [];
    const id = text(part(one, 'descriptor'), 'id') ?? '';
    const said = text(part(one, 'message'), 'text') ?? text(part(one, 'message'), 'id') ?? 'no message';
    const message = `${tool} says that its results are incomplete: ${id === '' ? '' : `${id}: `}${said}`;
    return [{ ruleId: 'sarif/incomplete', severity: 'error', message, path, key: [tool, id] }];
  });
}

function invocationsOf(run: JsonObject): JsonObject[] {
  return list(run, 'invocations');
}

function hitOf(result: JsonObject, rules: SarifRules, tool: string, path: string): ForeignHit[] {
  // What an earlier run found and this one did not (§3.27.24).
  if (text(result, 'baselineState') === 'absent') return [];
  const kind = text(result, 'kind') ?? 'fail';
  const harmless = kind === 'pass' || kind === 'notApplicable' || kind === 'informational';
  if (harmless && text(result, 'level') !== 'error') return [];
  const { ruleId, level } = ruleOf(result, rules);
  const message = part(result, 'message');
  const { uri, line } = placeOf(result);
  return [
    {
      ruleId: 'sarif/result',
      ...(ruleId === '' ? {} : { legacyCode: ruleId }),
      severity: LEVELS.get(level) ?? 'error',
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
