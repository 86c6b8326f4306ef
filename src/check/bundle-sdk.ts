import { isSemverRange } from '../model/semver-range.ts';
import { inSemverRange } from '../model/semver-satisfies.ts';
import type { BundleClaims, BundleDeclared, SdkFact } from './bundle-input.ts';

/** The packages of the sdk, by what the manifest calls the part. */
const PACKAGES = { frontend: '@palettelab/sdk', backend: 'palette-sdk' } as const;
/** What an sdk can only do from a version on, by the permission that asks for it. */
const FEATURES = [{ permission: 'chat:write', part: 'backend', since: [0, 1, 13] }] as const;

/** Where the sdks that lock files have, or that ranges take, are not those that the app needs. */
export function sdkFacts(
  claims: BundleClaims,
  { sdk }: BundleDeclared,
  locked: readonly { readonly file: string; readonly versions: ReadonlyMap<string, string> }[],
): SdkFact[] {
  const ranges = (['frontend', 'backend'] as const).flatMap((part) => {
    const range = sdk[part];
    return range === undefined || !isSemverRange(range) ? [] : [{ part, range }];
  });
  return ranges.flatMap(({ part, range }): SdkFact[] => [
    ...locked.flatMap(({ file, versions }): SdkFact[] => {
      const version = versions.get(PACKAGES[part]);
      if (version === undefined || inSemverRange(version, range)) return [];
      return [{ kind: 'out-of-range', part, range, version, file }];
    }),
    ...FEATURES.flatMap((feature): SdkFact[] => {
      const [major, minor, patch] = feature.since;
      const older = Array.from({ length: patch }, (_, at) => `${major}.${minor}.${at}`);
      const old = older.some((version) => inSemverRange(version, range));
      if (feature.part !== part || !claims.permissions.includes(feature.permission) || !old) return [];
      const version = feature.since.join('.');
      return [{ kind: 'too-old', part, range, version, file: claims.file, permission: feature.permission }];
    }),
  ]);
}
