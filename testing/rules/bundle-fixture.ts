import type { Bundle, BundleFile } from '../../src/bundle/model.ts';
import { bundleInput } from '../../src/check/bundle-facts.ts';
import type { BundleFault, BundleInput, PreviousRelease } from '../../src/check/bundle-input.ts';
import { launchText } from '../../src/check/bundle-launch.ts';
import { BundleScan } from '../../src/check/bundle-scan.ts';
import { findManifest } from '../../src/check/find-manifest.ts';
import { isJsonObject, type JsonValue } from '../../src/model/json/value.ts';
import { Fields } from './fields.ts';

/** Members of a bundle fixture besides `expected`. */
export const BUNDLE_MEMBERS = ['files', 'sizes', 'faults', 'limitOverrides', 'previous'];

/** A bundle fixture as the rules' input: `files` by path with their text, `sizes` of further files without any. */
export function bundleFixture(fixture: Fields): BundleInput {
  const bundle = bundleOf(fixture);
  const scan = new BundleScan();
  for (const file of bundle.files.values()) if (scan.wants(file.path, file.size)) scan.see(file.path, file.read());
  // A fixture of faults alone is about an archive that was never opened.
  const manifest = fixture.has('files') ? findManifest(bundle) : undefined;
  const notLaunchable = manifest === undefined ? undefined : launchText(bundle, manifest.loaded);
  return bundleInput({
    bundle,
    scan,
    faults: fixture.list('faults').map(fault),
    limitOverrides: fixture.texts('limitOverrides'),
    ...(manifest === undefined ? {} : { manifest }),
    ...(notLaunchable === undefined ? {} : { notLaunchable }),
    ...(fixture.has('previous') ? { previous: previous(fixture.value('previous') ?? null) } : {}),
  });
}

function previous(value: JsonValue): PreviousRelease {
  const fields = new Fields(value, ['version', 'same', 'permissions', 'hosts', 'provided']);
  return {
    path: 'app-before.tgz',
    version: fields.text('version', ''),
    same: fields.value('same') === true,
    permissions: fields.texts('permissions'),
    hosts: fields.texts('hosts'),
    provided: fields.texts('provided'),
  };
}

function bundleOf(fixture: Fields): Bundle {
  const texts = fixture.value('files') ?? {};
  const sizes = fixture.value('sizes') ?? {};
  if (!isJsonObject(texts) || !isJsonObject(sizes)) throw new Error('files and sizes: expected objects');
  const files = [
    ...Object.entries(texts).map(([path, text]): BundleFile => {
      const content = Buffer.from(String(text));
      return { path, size: content.length, executable: false, read: () => content };
    }),
    ...Object.entries(sizes).map(
      ([path, size]): BundleFile => ({ path, size: Number(size), executable: false, read: () => new Uint8Array() }),
    ),
  ];
  return { packing: 'directory', path: 'app', files: new Map(files.map((file) => [file.path, file])) };
}

function fault(value: JsonValue): BundleFault {
  const fields = new Fields(value, ['rule', 'message', 'subject', 'severity']);
  const severity = fields.oneOf('severity', ['error', 'warning', 'note']);
  return {
    rule: fields.text('rule', ''),
    message: fields.text('message', ''),
    subject: fields.text('subject', ''),
    ...(severity === undefined ? {} : { severity }),
  };
}
