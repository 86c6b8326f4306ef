import type { ReportingDescriptor, Result } from 'sarif';
import type { Certification, CertifiedFinding, CertifiedRequirement } from '../formats/generated/certification.ts';
import { byCodeUnit } from '../model/order.ts';

/** The rule of a unit that has nothing to find: its requirement. */
export function requirementRule({ id }: CertifiedRequirement): string {
  return `requirement/${id}`;
}

/** The rules that some results name, by id in code unit order, each with what to do about it. */
export function sarifRules(certification: Certification, results: readonly Result[]): ReportingDescriptor[] {
  const named = new Set(results.map(({ ruleId }) => ruleId));
  const rules = new Map<string, ReportingDescriptor>();
  for (const requirement of certification.requirements)
    rules.set(requirementRule(requirement), ofRequirement(requirement));
  for (const finding of certification.findings)
    if (!rules.has(finding.ruleId)) rules.set(finding.ruleId, ofFinding(finding));
  return [...rules.values()].filter(({ id }) => named.has(id)).sort((a, b) => byCodeUnit(a.id, b.id));
}

function ofFinding({ ruleId, help, severity }: CertifiedFinding): ReportingDescriptor {
  const [area = ruleId, name = ruleId] = ruleId.split('/');
  return {
    id: ruleId,
    name: pascal(name),
    shortDescription: { text: `${area}: ${name.replaceAll('-', ' ')}.` },
    fullDescription: { text: help },
    help: { text: help },
    defaultConfiguration: { level: severity },
    properties: { tags: ['assay', area] },
  };
}

function ofRequirement(requirement: CertifiedRequirement): ReportingDescriptor {
  const { id, title, fix, docs, domain } = requirement;
  return {
    id: requirementRule(requirement),
    name: pascal(id),
    shortDescription: { text: `${title}.` },
    fullDescription: { text: `The policy's requirement ${id}.` },
    help: { text: `${fix} (${docs})` },
    ...(isWebAddress(docs) ? { helpUri: docs } : {}),
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['assay', domain] },
  };
}

/** A help URI is absolute (§3.49.12); a path of the project stays in the text. */
function isWebAddress(docs: string): boolean {
  return /^https?:\/\//.test(docs) && URL.canParse(docs) && !/[\s<>"{}|\\^`]/.test(docs);
}

function pascal(words: string): string {
  return words
    .split(/[.-]/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
