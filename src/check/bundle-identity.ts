import type { Bundle } from '../bundle/model.ts';
import { DIALECTS, type LoadedManifest } from '../manifest/dialects.ts';
import { digestBytes } from '../model/digest.ts';
import type { BundleIdentity } from './compat-input.ts';
import { serviceProperties } from './service-claims.ts';

/** What a catalog entry is compared with, besides the manifest: the file's digest and size, and what services it declares. */
export function bundleIdentity(bundle: Bundle, { app, crypta }: LoadedManifest): BundleIdentity {
  const name = DIALECTS.find(({ dialect }) => dialect === app.dialect)?.names.find((each) => bundle.files.has(each));
  const manifest = name === undefined ? undefined : bundle.files.get(name);
  return {
    path: bundle.path,
    ...(bundle.archive === undefined ? {} : { sha256: bundle.archive.sha256, size: bundle.archive.size }),
    ...(manifest === undefined ? {} : { manifestDigest: digestBytes(manifest.read()) }),
    ...(crypta === undefined ? {} : { services: serviceProperties(crypta.services) }),
  };
}
