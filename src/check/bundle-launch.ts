import { launchFault } from '../bundle/launchable.ts';
import type { Bundle } from '../bundle/model.ts';
import type { LoadedManifest } from '../manifest/dialects.ts';
import { quote } from '../model/quote.ts';

/** Why the program of a crypta app can't be started, as a finding says it; undefined where it can, or there is none. */
export function launchText(bundle: Bundle, { crypta }: LoadedManifest): string | undefined {
  const exec = crypta?.exec;
  if (exec === undefined) return undefined;
  const fault = launchFault(bundle, exec);
  if (fault === undefined) return undefined;
  return fault === 'missing'
    ? `app.exec names ${quote(exec)}, which is not in the bundle`
    : `app.exec names ${quote(exec)}, which no host could start`;
}
