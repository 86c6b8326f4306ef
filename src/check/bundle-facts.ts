import type { Bundle } from '../bundle/model.ts';
import type { LoadedManifest } from '../manifest/dialects.ts';
import { byCodeUnit } from '../model/order.ts';
import { quote } from '../model/quote.ts';
import { bundleClaims } from './bundle-claims.ts';
import { bundleDeclared } from './bundle-declared.ts';
import { lockFact } from './bundle-dependencies.ts';
import type { BundleFault, BundleInput, NamedUse, PageUse, PreviousRelease, VersionFact } from './bundle-input.ts';
import { lockDrift } from './bundle-lock-drift.ts';
import type { LockFacts } from './bundle-lock-model.ts';
import type { BundleScan, FileFacts } from './bundle-scan.ts';
import { sdkFacts } from './bundle-sdk.ts';
import type { NamedLine } from './named-line.ts';
import { askedByConstant } from './permission-constants.ts';

/** Everything that bundle rules are asked about. */
export interface BundleSource {
  readonly bundle: Bundle;
  /** The folder that the scanned paths have before them, as npm's `package/`; empty where there is none. */
  readonly root?: string;
  readonly scan: BundleScan;
  /** Absent where the bundle has no manifest. */
  readonly manifest?: { readonly loaded: LoadedManifest; readonly file: string };
  readonly faults: readonly BundleFault[];
  readonly notLaunchable?: string;
  readonly limitOverrides?: readonly string[];
  readonly previous?: PreviousRelease;
}

/** A bundle as its rules see it, from what its files say. */
export function bundleInput(source: BundleSource): BundleInput {
  const { bundle, root = '', scan, manifest, faults, notLaunchable, limitOverrides = [], previous } = source;
  const facts = scannedFacts(scan, root);
  const sources = facts.filter(({ source: of }) => of !== undefined).length;
  const paths = new Set(bundle.files.keys());
  const claims = manifest === undefined ? undefined : bundleClaims(manifest.loaded, manifest.file);
  const declared = manifest === undefined ? undefined : bundleDeclared(manifest.loaded);
  const restricted = new Set(facts.flatMap(({ code }) => (code?.restricted ?? []).map((table) => table.toLowerCase())));
  const locks = new Map(facts.flatMap(({ path, lock }) => (lock === undefined ? [] : [[path, lock] as const])));
  return {
    path: bundle.path,
    locate: (file) => memberPath(bundle, file),
    faults,
    files: [...bundle.files.values()].map(({ path, size }) => ({ path, size })),
    secrets: facts.flatMap(({ secrets }) => secrets),
    dependencies: facts.flatMap(({ path, packages }) => [
      ...(packages?.dependencies ?? []),
      ...(packages?.needsLock ? [lockFact(path, paths)].filter((fact) => fact !== undefined) : []),
    ]),
    versions: [
      ...facts.flatMap(({ packages }) => packages?.version ?? []),
      ...lockVersions(locks),
      ...fileNameVersion(bundle, claims?.id),
    ],
    permissionsUsed: permissionsUsed(facts),
    permissionWords: new Set(facts.flatMap(({ code }) => code?.words ?? [])),
    openTables: facts
      .flatMap(({ path, code }) => (code?.tables ?? []).map((table) => ({ ...table, file: path })))
      .filter(({ name }) => !restricted.has(name.toLowerCase())),
    limitOverrides,
    sources,
    imports: facts.flatMap(({ path, source: of }) => (of?.imports ?? []).map((each) => ({ ...each, file: path }))),
    uses: facts.flatMap(namedUses),
    openRoutes: facts.flatMap(({ path, source: of }) =>
      (of?.routes.open ?? []).map((each) => ({ ...each, file: path })),
    ),
    lockDrift: facts.flatMap(({ path, packages }) => driftOf(path, packages, locks)),
    sdk:
      claims === undefined || declared === undefined
        ? []
        : sdkFacts(
            claims,
            declared,
            [...locks].map(([file, { versions }]) => ({ file, versions })),
          ),
    pages: facts.flatMap((each) => pageUses(each, paths)),
    notSearched: scan.skipped.map((path) => path.slice(root.length)),
    ...(sources > 0 && scan.names !== undefined ? { names: scan.names } : {}),
    ...(claims === undefined ? {} : { claims }),
    ...(declared === undefined ? {} : { declared }),
    ...(notLaunchable === undefined ? {} : { notLaunchable }),
    ...(previous === undefined ? {} : { previous }),
  };
}

/** `app.tgz!/file`, or `folder/file` for a directory. */
export function memberPath(bundle: Pick<Bundle, 'path' | 'packing'>, file: string): string {
  const root = bundle.path.replace(/\/+$/, '');
  return bundle.packing === 'directory' ? `${root}/${file}` : `${root}!/${file}`;
}

type PlacedFacts = FileFacts & { readonly path: string };

/** What the files say, by their paths in the bundle and in their order. */
export function scannedFacts(scan: BundleScan, root: string): PlacedFacts[] {
  return [...scan.facts]
    .map(([path, each]) => moved(each, root, path.slice(root.length)))
    .sort((a, b) => byCodeUnit(a.path, b.path));
}

function moved(facts: FileFacts, root: string, path: string): PlacedFacts {
  const inside = <T extends { readonly file: string }>(fact: T): T => ({ ...fact, file: fact.file.slice(root.length) });
  const { packages, page } = facts;
  return {
    ...facts,
    path,
    secrets: facts.secrets.map(inside),
    ...(page === undefined ? {} : { page: { ...page, assets: page.assets.map((asset) => within(asset, root)) } }),
    ...(packages === undefined
      ? {}
      : {
          packages: {
            ...packages,
            dependencies: packages.dependencies.map(inside),
            ...(packages.version === undefined ? {} : { version: inside(packages.version) }),
          },
        }),
  };
}

/** What a page asks for outside of the root folder stays as it is, and is missing. */
function within<T extends { readonly path: string }>(asset: T, root: string): T {
  return asset.path.startsWith(root) ? { ...asset, path: asset.path.slice(root.length) } : asset;
}

/** Permissions that calls name, as they stand or by a constant. */
export function permissionsUsed(facts: readonly PlacedFacts[]): (NamedLine & { readonly file: string })[] {
  const codes = facts.flatMap(({ path, code }) => (code === undefined ? [] : [{ ...code, file: path }]));
  return [
    ...codes.flatMap(({ used, file }) => used.map((use) => ({ ...use, file }))),
    ...askedByConstant(codes).map(({ of, ...use }) => ({ ...use, file: of.file })),
  ];
}

function namedUses({ path, source }: PlacedFacts): NamedUse[] {
  if (source === undefined) return [];
  const { secrets, variables, connections, services } = source.uses;
  const of = (kind: NamedUse['kind'], found: typeof secrets): NamedUse[] =>
    found.map((use) => ({ ...use, kind, file: path }));
  return [
    ...of('secret', secrets),
    ...of('variable', variables),
    ...of('connection', connections),
    ...of('service', services),
  ];
}

function driftOf(file: string, packages: FileFacts['packages'], locks: ReadonlyMap<string, LockFacts>) {
  if (packages === undefined) return [];
  const ecosystem = file.endsWith('package.json') ? 'npm' : 'python';
  return lockDrift({ file, ecosystem, packages: packages.wanted }, locks);
}

function lockVersions(locks: ReadonlyMap<string, LockFacts>): VersionFact[] {
  return [...locks].flatMap(([file, { version }]) => (version === undefined ? [] : [{ file, version }]));
}

function pageUses({ path, page }: PlacedFacts, paths: ReadonlySet<string>): PageUse[] {
  if (page === undefined) return [];
  const missing = page.assets.filter((asset) => !paths.has(asset.path));
  return [
    ...page.faults.map((fault) => ({ ...fault, file: path })),
    ...missing.map((asset) => ({
      kind: 'asset' as const,
      file: path,
      line: asset.line,
      says: `loads ${quote(asset.path)}, which is not in the bundle`,
      subject: asset.path,
    })),
  ];
}

/** The version in `<id>-<version>.tgz`, where the file is called so. */
function fileNameVersion(bundle: Bundle, id: string | undefined): VersionFact[] {
  const name = bundle.path.slice(bundle.path.lastIndexOf('/') + 1);
  const stem = /^(.+)\.(?:tgz|tar\.gz|zip)$/.exec(name)?.[1];
  if (bundle.packing === 'directory' || id === undefined || id === '' || !stem?.startsWith(`${id}-`)) return [];
  return [{ file: '', version: stem.slice(id.length + 1) }];
}
