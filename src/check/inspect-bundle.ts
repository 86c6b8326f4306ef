import { bundleDigests } from '../bundle/bundle-digests.ts';
import type { Bundle } from '../bundle/model.ts';
import type { VocabularyEntry } from '../contract/model.ts';
import type { BundleInspection } from '../formats/generated/bundle-inspection.ts';
import type { LoadedManifest } from '../manifest/dialects.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import { byCodeUnit } from '../model/order.ts';
import { bundleClaims } from './bundle-claims.ts';
import { digestsReport } from './verify-bundle.ts';

/**
 * What a bundle asks of its user, as its manifest says it.
 * @param vocabulary what is known of permissions, to say what each allows
 */
export function inspectBundle(
  bundle: Bundle,
  manifest: LoadedManifest,
  vocabulary: readonly VocabularyEntry[],
): BundleInspection {
  const { app } = manifest;
  const descriptions = new Map(vocabulary.map(({ name, description }) => [name, description]));
  const unpacked = [...bundle.files.values()].reduce((sum, { size }) => sum + size, 0);
  return {
    kind: 'assay.bundle-inspection',
    schemaVersion: 1,
    path: bundle.path,
    manifest: { dialect: app.dialect, id: app.id, name: app.name, version: app.version, ui: app.uiMode },
    permissions: app.permissions.map((name) => ({ name, description: descriptions.get(name) ?? null })),
    hosts: [...bundleClaims(manifest, '').hosts],
    services: servicesOf(manifest),
    secrets: namesIn((manifest.palette ?? manifest.native)?.json.secrets),
    size: {
      files: bundle.files.size,
      unpacked,
      ...(bundle.archive === undefined ? {} : { packed: bundle.archive.size }),
    },
    digests: digestsReport(bundleDigests(bundle)),
  };
}

/** Services of other apps (crypta requests, palette consumes) and of the platform. */
function servicesOf({ crypta, palette, native }: LoadedManifest): string[] {
  const requests = (crypta?.services.requests ?? []).map(({ provider, service }) => `${provider}/${service}`);
  const consumed = targetsIn((palette ?? native)?.json.consumes);
  return [...new Set([...requests, ...consumed, ...namesIn(palette?.json.platform_services)])].sort(byCodeUnit);
}

/** Every `target` at any depth of what a manifest consumes. */
function targetsIn(value: JsonValue | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(targetsIn);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'target' && typeof inner === 'string' ? [inner] : targetsIn(inner),
  );
}

/** A list of names, or the names of a map. */
function namesIn(value: JsonValue | undefined): string[] {
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string');
  return isJsonObject(value) ? Object.keys(value).sort(byCodeUnit) : [];
}
