import type { BundleCheck } from '../formats/generated/bundle-report.ts';
import type { Finding } from '../model/finding.ts';
import { compareVersions } from '../model/semver-syntax.ts';
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

const needsCode = ({ sources }: BundleInput): string | undefined => (sources === 0 ? 'there is no source' : undefined);
const needsPaletteCode = (input: BundleInput): string | undefined => needsPalette(input) ?? needsCode(input);
const needsPrevious = ({ previous, claims }: BundleInput): string | undefined => {
  if (previous === undefined) return 'give the release before with --previous <file>';
  const order = compareVersions(previous.version, claims?.version ?? '');
  return order === undefined ? 'one of the two versions is no semantic version' : previous.unverified;
};
const needsPages = ({ files }: BundleInput): string | undefined =>
  files.some(({ path }) => /\.html?$/i.test(path)) ? undefined : 'there is no page';

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
  {
    id: 'bundle.secrets',
    rules: ['bundle/secret-found'],
    passes: 'no token, key or password was found',
    without: ({ notSearched }) =>
      notSearched.length === 0
        ? undefined
        : `nothing was found, and ${notSearched.length} text ${notSearched.length === 1 ? 'file is' : 'files are'} too large to be searched`,
  },
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
    rules: ['bundle/dependency-', 'bundle/lock-'],
    passes: 'no install scripts, registries only, lock files there and up to date',
  },
  {
    id: 'network.hosts',
    rules: ['bundle/network-host'],
    passes: 'the network allowlist has public hosts only',
    without: needsJson,
  },
  {
    id: 'sdk.ranges',
    rules: ['manifest/version-range', 'bundle/sdk-'],
    passes: 'the ranges of sdk and platform can be read, and the sdk of the lock file is in them',
    without: needsPalette,
  },
  {
    id: 'services.contracts',
    rules: ['manifest/provided-', 'manifest/required-', 'manifest/consumed-'],
    passes: 'what the app provides and asks of others is well formed; nothing was looked up',
    without: needsJson,
  },
  {
    id: 'services.used',
    rules: ['broker/'],
    passes: 'methods and events in the code and in the manifest agree, as far as they are literals',
    without: (input) => needsJson(input) ?? needsCode(input),
  },
  {
    id: 'platform.uses',
    rules: ['bundle/secret-u', 'bundle/connection-', 'bundle/platform-service-'],
    passes:
      'no secret, connection or service of the platform was found that is not declared, where the manifest can say so',
    without: (input) => needsJson(input) ?? needsCode(input),
  },
  {
    id: 'imports.forbidden',
    rules: ['bundle/import-forbidden'],
    passes: "nothing imports the platform's insides",
    without: needsCode,
  },
  {
    id: 'permissions.known',
    rules: ['manifest/unknown-permission'],
    passes: 'no permission is unknown, as far as permissions are known',
    without: needsManifest,
  },
  {
    id: 'permissions.declared',
    rules: ['bundle/permission-u'],
    passes: 'permissions in the code and in the manifest agree, as far as they are literals',
    without: needsPaletteCode,
  },
  {
    id: 'permissions.gates',
    rules: ['bundle/route-without-gate'],
    passes: 'every route of the backend that was found asks for a permission or is public',
    without: needsPaletteCode,
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
  {
    id: 'static-assets.safety',
    rules: ['bundle/page-unsafe', 'bundle/page-asset-missing'],
    passes: 'pages load what is in the bundle, and no code from elsewhere',
    without: needsPages,
  },
  {
    id: 'ui.lint',
    rules: ['bundle/page-markup'],
    passes: 'pages have language, title and texts for images; nothing was rendered',
    without: needsPages,
  },
  {
    id: 'version.bump',
    rules: ['bundle/version-re', 'bundle/bump-', 'bundle/permission-added', 'bundle/host-added'],
    passes: 'the version says what changed since the release before',
    without: (input) => needsManifest(input) ?? needsPrevious(input),
  },
];

/** What other tools check and this command does not, with the command that does, or the plain fact that none does. */
const NOT_EVALUATED: Readonly<Record<string, string>> = {
  'api.compat': 'run `assay compat verify --bundle <file>`',
  'backend.install': 'nothing of the bundle is run',
  'catalog-entry.sanity': 'run `assay compat verify --catalog-entry <file>`',
  'dev.bootstrap-smoke': 'nothing of the bundle is run',
  'frontend.build': 'nothing of the bundle is run',
  'sandbox.bridge-smoke': 'nothing of the bundle is run',
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
