import { statOf } from '../formats/read-stat.ts';
import { type AppUse, appUse } from './app-use.ts';
import type { Consumer } from './broker-input.ts';
import { consumedTargets } from './consumed-targets.ts';
import { readSubject, type SubjectPlace } from './read-subject.ts';

/**
 * The apps at some places: bundle folders, archives, or catalog entries with the bundles that they name.
 * @throws AssayError of readSubject
 */
export async function readAppUses(
  places: readonly { readonly file: string; readonly shown: string }[],
): Promise<AppUse[]> {
  const uses: AppUse[] = [];
  for (const place of places) {
    const { manifest } = await readSubject({ ...place, kind: kindOf(place.file) });
    uses.push(appUse(manifest));
  }
  return uses;
}

/**
 * What the apps at such places say that they consume; an app whose dialect can't say it consumes nothing.
 * @throws AssayError of readSubject
 */
export async function readConsumers(
  places: readonly { readonly file: string; readonly shown: string }[],
): Promise<Consumer[]> {
  const consumers: Consumer[] = [];
  for (const place of places) {
    const { manifest } = await readSubject({ ...place, kind: kindOf(place.file) });
    const { id, version } = manifest.app;
    consumers.push({ id, version, consumed: consumedTargets(manifest) ?? [] });
  }
  return consumers;
}

function kindOf(file: string): SubjectPlace['kind'] {
  if (statOf(file)?.isDirectory()) return 'bundle-dir';
  return file.endsWith('.properties') ? 'catalog-entry' : 'bundle';
}
