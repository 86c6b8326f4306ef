import type { Severity } from '../../model/finding.ts';
import { isJsonObject, type JsonObject } from '../../model/json/value.ts';
import { type ForeignHit, type ForeignResult, foreignFindings } from './foreign.ts';
import { malformed, objects, part, reportObject, text } from './read-json.ts';

const NAME = 'sarif';
const LEVELS: ReadonlyMap<string, Severity> = new Map([
  ['error', 'error'],
  ['warning', 'warning'],
  ['note', 'note'],
  ['none', 'note'],
]);

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
    const rules = rulesOf(tool, invocationsOf(run));
    checks += Math.max(rules.driver.length, results.length, 1);
    for (const result of results) hits.push(...hitOf(result, rules, name, path));
    hits.push(...incomplete(run, name, path));
  }
  return { checks, skipped: 0, findings: foreignFindings(hits) };
}

function failed(run: JsonObject): boolean {
  return invocationsOf(run).some(({ executionSuccessful }) => executionSuccessful === false);
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

function list(from: JsonObject, member: string): JsonObject[] {
  const value = from[member];
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** Where a result's rule may be described, and what the run says of rules besides. */
interface Rules {
  readonly driver: readonly JsonObject[];
  /** Of each extension of the tool, in its place: CodeQL has all its rules there. */
  readonly extensions: readonly (readonly JsonObject[])[];
  /** Levels that an invocation set, by rule id: the worst of them. */
  readonly overrides: ReadonlyMap<string, string>;
}

function rulesOf(tool: JsonObject, invocations: readonly JsonObject[]): Rules {
  const overrides = new Map<string, string>();
  for (const override of invocations.flatMap((one) => list(one, 'ruleConfigurationOverrides'))) {
    const id = text(part(override, 'descriptor'), 'id') ?? '';
    const level = text(part(override, 'configuration'), 'level');
    if (level !== undefined && worse(level, overrides.get(id))) overrides.set(id, level);
  }
  const extensions = list(tool, 'extensions').map((extension) => list(extension, 'rules'));
  return { driver: list(part(tool, 'driver'), 'rules'), extensions, overrides };
}

function worse(level: string, than: string | undefined): boolean {
  const order = [...LEVELS.keys()];
  return than === undefined || order.indexOf(level) < order.indexOf(than);
}

/** The description of a result's rule: where the result points (SARIF 2.1.0 §3.52), else by its id, wherever it stands. */
function ruleOf(result: JsonObject, { driver, extensions }: Rules): JsonObject {
  const reference = part(result, 'rule');
  const { index: place } = part(reference, 'toolComponent');
  const component = typeof place === 'number' ? (extensions[place] ?? []) : driver;
  const id = text(result, 'ruleId') ?? text(reference, 'id');
  const named = [component, driver, ...extensions].flat().find((one) => id !== undefined && text(one, 'id') === id);
  const index = typeof reference.index === 'number' ? reference.index : result.ruleIndex;
  // An id may say more than its rule's does: `CA1000/1` (§3.27.5), which the index then finds.
  const pointed = typeof index === 'number' ? component[index] : undefined;
  return named ?? pointed ?? {};
}

function hitOf(result: JsonObject, rules: Rules, tool: string, path: string): ForeignHit[] {
  // What an earlier run found and this one did not (§3.27.24).
  if (text(result, 'baselineState') === 'absent') return [];
  const kind = text(result, 'kind') ?? 'fail';
  const harmless = kind === 'pass' || kind === 'notApplicable' || kind === 'informational';
  if (harmless && text(result, 'level') !== 'error') return [];
  const rule = ruleOf(result, rules);
  const ruleId = text(result, 'ruleId') ?? text(part(result, 'rule'), 'id') ?? text(rule, 'id') ?? '';
  const level = levelOf(result, rule, rules.overrides.get(text(rule, 'id') ?? ruleId));
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

/** The level of a result (§3.27.10): its own, else what the run set for the rule, else the rule's, else warning. */
function levelOf(result: JsonObject, rule: JsonObject, override: string | undefined): string {
  const own = text(result, 'level');
  if (own !== undefined) return own;
  return override ?? text(part(rule, 'defaultConfiguration'), 'level') ?? 'warning';
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
