import type { Bundle } from '../bundle/model.ts';
import type { LoadedManifest } from '../manifest/dialects.ts';
import type { Finding } from '../model/finding.ts';
import { bundleClaims } from './bundle-claims.ts';
import { NOTHING_FOUND } from './bundle-input.ts';
import { launchText } from './bundle-launch.ts';
import entryMissing from './rules/bundle/entry-missing.ts';
import entryNotLaunchable from './rules/bundle/entry-not-launchable.ts';
import { runRules } from './run-rules.ts';

/**
 * Whether a crypta app can be started: its program, its page and its migrations are in the bundle, and a host could run
 * the program. Of a template nothing is asked, as the build that fills it in makes them.
 */
export function launchFindings(bundle: Bundle, loaded: LoadedManifest): Finding[] {
  const { path } = loaded.app.locate('');
  if (loaded.crypta === undefined || path.endsWith('.template')) return [];
  const notLaunchable = launchText(bundle, loaded);
  return runRules([entryMissing, entryNotLaunchable], {
    path: bundle.path,
    locate: () => path,
    faults: [],
    ...NOTHING_FOUND,
    files: [...bundle.files.values()],
    claims: bundleClaims(loaded, path),
    ...(notLaunchable === undefined ? {} : { notLaunchable }),
  });
}
