import type { BrokerCatalog } from '../broker/catalog-model.ts';
import type { PlannedApp, PlannedGrant, ServicesPlan } from '../formats/generated/services-plan.ts';
import { digestJson } from '../model/digest.ts';
import { type Finding, summarize } from '../model/finding.ts';
import { byCodeUnit, byTuple } from '../model/order.ts';
import type { BrokerInput } from './broker-input.ts';
import { installOrder, type Need, needsOf, type PlanInput, plannedEntries, prerequisites } from './plan-input.ts';
import { resolveRequirements } from './requirements.ts';
import { PLAN_RULES, PLANNED_CONSUMER_RULES } from './rules/broker/index.ts';
import { compareFindings, runRules } from './run-rules.ts';

/** Plans the installation of apps. @param catalog what is there already */
export function planServices(apps: readonly BrokerInput[], catalog: BrokerCatalog | undefined): ServicesPlan {
  const input = planInput(apps, catalog);
  const findings = [...runRules(PLAN_RULES, input), ...consumerFindings(input)].sort(compareFindings);
  const summary = summarize(findings);
  const byId = new Map(input.apps.map((app) => [app.app.id, app]));
  const { order } = installOrder(prerequisites(input));
  return {
    kind: 'assay.services-plan',
    schemaVersion: 1,
    verdict: summary.errors > 0 ? 'blocked' : 'installable',
    apps: order.flatMap((id) => {
      const app = byId.get(id);
      return app === undefined ? [] : [plannedApp(app, input)];
    }),
    findings: findings.map((finding) => ({ ...finding, location: { ...finding.location } })),
    summary,
  };
}

/** What each app consumes, judged against what the others provide and what is there. */
function consumerFindings(input: PlanInput): Finding[] {
  const entries = [...plannedEntries(input), ...(input.catalog?.entries ?? [])];
  const offered = {
    path: input.catalog?.path ?? 'the plan',
    form: 'schemas',
    digest: digestJson(null),
    json: null,
  } as const;
  return input.apps.flatMap((app) => runRules(PLANNED_CONSUMER_RULES, { ...app, catalog: { ...offered, entries } }));
}

/** Resolves what the apps require in the older form, against each other and what is there. */
export function planInput(apps: readonly BrokerInput[], catalog: BrokerCatalog | undefined): PlanInput {
  const there = catalog === undefined ? {} : { catalog };
  const entries = [...plannedEntries({ apps, ...there }), ...(catalog?.entries ?? [])];
  return {
    apps: apps.map((app) => ({ ...app, resolved: resolveRequirements(app.requirements, { entries }) })),
    ...there,
  };
}

function plannedApp({ app, provided }: BrokerInput, input: PlanInput): PlannedApp {
  const needs = needsOf(input).filter((need) => need.app.app.id === app.id);
  const namespaces = (provided?.targets ?? []).flatMap(({ target }) =>
    target === undefined ? [] : [target.slice(0, target.indexOf('#'))],
  );
  const scopes = needs.flatMap(({ scope }) => (scope === undefined ? [] : [scope]));
  const grants = needs.map((need) => grant(need, input));
  return {
    id: app.id,
    version: app.version,
    path: app.path,
    provides: sortedSet(namespaces),
    after: [...(prerequisites(input).get(app.id) ?? [])],
    scopes: sortedSet(scopes),
    grants: grants.sort((a, b) => byTuple([a.target, a.kind], [b.target, b.kind])),
  };
}

function grant({ kind, target, required, by, entry, scope }: Need, { catalog }: PlanInput): PlannedGrant {
  const provider = by?.app.id ?? (entry === undefined ? null : (entry.provider ?? catalog?.path ?? null));
  return { target, kind, required, provider, scope: scope ?? null };
}

function sortedSet(items: readonly string[]): string[] {
  return [...new Set(items)].sort(byCodeUnit);
}
