import type { BundleCheck } from '../formats/generated/bundle-report.ts';
import type { Finding } from '../model/finding.ts';
import type { BundleInput } from './bundle-input.ts';

/** One named answer of a verification, by the rules that give it. */
interface Check {
  readonly id: string;
  /** Ids of rules, or areas with a slash at the end. */
  readonly rules: readonly string[];
  readonly passes: string;
  /** Why this bundle can't be asked; undefined where it can. */
  readonly without?: (input: BundleInput) => string | undefined;
}

const needsManifest = ({ claims }: BundleInput): string | undefined =>
  claims === undefined ? 'there is no manifest to judge by' : undefined;
const needsPalette = (input: BundleInput): string | undefined =>
  input.claims?.dialect === 'palette' ? undefined : (needsManifest(input) ?? 'only palette manifests speak of this');

/** What palette and native manifests say, and crypta's don't. */
const needsJson = (input: BundleInput): string | undefined =>
  input.claims?.dialect === 'native' ? undefined : needsPalette(input);

const CHECKS: readonly Check[] = [
  { id: 'archive.structure', rules: ['bundle/archive-'], passes: 'every byte of the archive has one meaning' },
  {
    id: 'bundle.signature',
    rules: ['bundle/digest-mismatch', 'bundle/signature-'],
    passes: 'digests and signature hold',
  },
  {
    id: 'bundle.validate',
    rules: ['manifest/', 'bundle/manifest-', 'bundle/entry-'],
    passes: 'the manifest is valid, and what it names is there',
    without: needsManifest,
  },
  { id: 'bundle.contents', rules: ['bundle/unwanted-file'], passes: "nothing of a developer's machine is in it" },
  { id: 'bundle.secrets', rules: ['bundle/secret-found'], passes: 'no token, key or password was found' },
  {
    id: 'bundle.size',
    rules: ['bundle/size-limit', 'bundle/limit-override-ignored'],
    passes: 'frontend/ and backend/ have at most 15 MiB each, unpacked',
    without: needsPalette,
  },
  {
    id: 'bundle.versions',
    rules: ['bundle/version-disagrees'],
    passes: 'every file that says a version says the same',
    without: needsManifest,
  },
  {
    id: 'dependencies.policy',
    rules: ['bundle/dependency-', 'bundle/lock-missing'],
    passes: 'no install scripts, registries only, lock files there',
  },
  {
    id: 'network.hosts',
    rules: ['bundle/network-host'],
    passes: 'the network allowlist has public hosts only',
    without: needsJson,
  },
  {
    id: 'sdk.ranges',
    rules: ['manifest/version-range'],
    passes: 'the ranges of sdk and platform can be read',
    without: needsPalette,
  },
  {
    id: 'services.contracts',
    rules: ['manifest/provided-', 'manifest/required-', 'manifest/consumed-'],
    passes: 'what the app provides and asks of others is well formed; nothing was looked up',
    without: needsJson,
  },
  {
    id: 'permissions.known',
    rules: ['manifest/unknown-permission'],
    passes: 'no permission is unknown, as far as permissions are known',
    without: needsManifest,
  },
  {
    id: 'permissions.declared',
    rules: ['bundle/permission-'],
    passes: 'permissions in the code and in the manifest agree, as far as they are literals',
    without: needsPalette,
  },
  {
    id: 'frontend.sandbox',
    rules: ['bundle/sandbox-disabled'],
    passes: 'the frontend runs in the sandbox',
    without: needsJson,
  },
  {
    id: 'migrations.row-security',
    rules: ['bundle/table-without-row-security'],
    passes: 'every table of a migration is restricted by row',
    without: needsPalette,
  },
];

/** What other tools check and this command does not, with the command that does, or the plain fact that none does. */
const NOT_EVALUATED: Readonly<Record<string, string>> = {
  'api.compat': 'run `assay compat verify --bundle <file>`',
  'backend.install': 'nothing of the bundle is run',
  'catalog-entry.sanity': 'run `assay compat verify --catalog-entry <file>`',
  'dev.bootstrap-smoke': 'nothing of the bundle is run',
  'frontend.build': 'nothing of the bundle is run',
  'imports.forbidden': 'no list of forbidden imports is known',
  'sandbox.bridge-smoke': 'nothing of the bundle is run',
  'static-assets.safety': 'pages and scripts are searched for secrets alone',
  'ui.lint': 'pages are not rendered',
  'version.bump': 'there is no earlier release to compare with',
};

/**
 * One pass, warn, fail or not-evaluated for each check.
 * @param input undefined where the archive was refused, so that nothing but its structure could be judged
 * @param signature what is to be said where no signature was checked
 */
export function bundleChecks(
  findings: readonly Finding[],
  input: BundleInput | undefined,
  signature: string | undefined,
): BundleCheck[] {
  const named = CHECKS.map(({ id, rules, passes, without }): BundleCheck => {
    const own = findings.filter(({ ruleId }) => rules.some((rule) => ruleId.startsWith(rule)));
    const worst = ['error', 'warning'].find((severity) => own.some((finding) => finding.severity === severity));
    if (worst !== undefined) return { id, status: worst === 'error' ? 'fail' : 'warn', summary: countText(own) };
    const reason =
      input === undefined
        ? 'the archive was refused'
        : ((id === 'bundle.signature' ? signature : undefined) ?? without?.(input));
    if (reason !== undefined) return { id, status: 'not-evaluated', summary: reason };
    return { id, status: 'pass', summary: own.length === 0 ? passes : `${passes} (${countText(own)})` };
  });
  const others = Object.entries(NOT_EVALUATED).map(
    ([id, summary]): BundleCheck => ({ id, status: 'not-evaluated', summary }),
  );
  return [...named, ...others];
}

function countText(findings: readonly Finding[]): string {
  const number = findings.length;
  return `${number} ${number === 1 ? 'finding' : 'findings'}`;
}
