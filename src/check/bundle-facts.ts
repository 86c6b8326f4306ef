import type { Bundle } from '../bundle/model.ts';
import type { LoadedManifest } from '../manifest/dialects.ts';
import { byCodeUnit } from '../model/order.ts';
import { bundleClaims } from './bundle-claims.ts';
import { lockFact } from './bundle-dependencies.ts';
import type { BundleFault, BundleInput, VersionFact } from './bundle-input.ts';
import type { BundleScan, FileFacts } from './bundle-scan.ts';

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
}

/** A bundle as its rules see it, from what its files say. */
export function bundleInput(source: BundleSource): BundleInput {
  const { bundle, root = '', scan, manifest, faults, notLaunchable, limitOverrides = [] } = source;
  const facts = [...scan.facts]
    .map(([path, each]) => moved(each, root, path.slice(root.length)))
    .sort((a, b) => byCodeUnit(a.path, b.path));
  const paths = new Set(bundle.files.keys());
  const claims = manifest === undefined ? undefined : bundleClaims(manifest.loaded, manifest.file);
  const restricted = new Set(facts.flatMap(({ code }) => (code?.restricted ?? []).map((table) => table.toLowerCase())));
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
    versions: [...facts.flatMap(({ packages }) => packages?.version ?? []), ...fileNameVersion(bundle, claims?.id)],
    permissionsUsed: facts.flatMap(({ path, code }) => (code?.used ?? []).map((use) => ({ ...use, file: path }))),
    permissionWords: new Set(facts.flatMap(({ code }) => code?.words ?? [])),
    openTables: facts
      .flatMap(({ path, code }) => (code?.tables ?? []).map((table) => ({ ...table, file: path })))
      .filter(({ table }) => !restricted.has(table.toLowerCase())),
    limitOverrides,
    ...(claims === undefined ? {} : { claims }),
    ...(notLaunchable === undefined ? {} : { notLaunchable }),
  };
}

/** `app.tgz!/file`, or `folder/file` for a directory. */
export function memberPath(bundle: Pick<Bundle, 'path' | 'packing'>, file: string): string {
  const root = bundle.path.replace(/\/+$/, '');
  return bundle.packing === 'directory' ? `${root}/${file}` : `${root}!/${file}`;
}

function moved(facts: FileFacts, root: string, path: string): FileFacts & { readonly path: string } {
  const inside = <T extends { readonly file: string }>(fact: T): T => ({ ...fact, file: fact.file.slice(root.length) });
  const { packages } = facts;
  return {
    path,
    secrets: facts.secrets.map(inside),
    ...(facts.code === undefined ? {} : { code: facts.code }),
    ...(packages === undefined
      ? {}
      : {
          packages: {
            needsLock: packages.needsLock,
            dependencies: packages.dependencies.map(inside),
            ...(packages.version === undefined ? {} : { version: inside(packages.version) }),
          },
        }),
  };
}

/** The version in `<id>-<version>.tgz`, where the file is called so. */
function fileNameVersion(bundle: Bundle, id: string | undefined): VersionFact[] {
  const name = bundle.path.slice(bundle.path.lastIndexOf('/') + 1);
  const stem = /^(.+)\.(?:tgz|tar\.gz|zip)$/.exec(name)?.[1];
  if (bundle.packing === 'directory' || id === undefined || id === '' || !stem?.startsWith(`${id}-`)) return [];
  return [{ file: '', version: stem.slice(id.length + 1) }];
}
