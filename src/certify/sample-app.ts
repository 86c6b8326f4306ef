import type { Contract } from '../contract/model.ts';
import { parseCryptaManifest, toAppManifest } from '../manifest/crypta.ts';
import type { LoadedManifest } from '../manifest/dialects.ts';

/** Where findings about the sample app point to; there is no such file. */
const PATH = 'sample-app/cryptad-app.properties';

/**
 * The app that a newcomer would write against a contract: it targets its version and what is stable in it, and asks for
 * every stable capability that opens something to apps. If the contract keeps its word, the strict verifier accepts it.
 * @throws AssayError of the manifest's parser, where a capability's name is none that an app can ask for
 */
export function sampleApp(contract: Contract): LoadedManifest {
  const { contractVersion } = contract;
  const permissions = stableCapabilities(contract);
  const lines = [
    'manifest.version=1',
    'app.id=sample-app',
    'app.name=Sample app',
    'app.version=1.0.0',
    'app.exec=bin/start.sh',
    'app.ui.mode=static',
    'app.ui.entry=static/index.html',
    ...(permissions.length === 0 ? [] : [`app.permissions=${permissions.join(',')}`]),
    `api.minimumVersion=${contractVersion}`,
    `api.maximumTestedVersion=${contractVersion}`,
    'api.targetStability=stable',
  ];
  const crypta = parseCryptaManifest(`${lines.join('\n')}\n`, PATH);
  return { app: toAppManifest(crypta), crypta };
}

function stableCapabilities(contract: Contract): string[] {
  const { capabilities, stableBaseline } = contract;
  const open = openToApps(contract);
  return capabilities
    .filter(({ name, stability }) => stability === 'stable' && open.has(name))
    .map(({ name }) => name)
    .filter((name) => stableBaseline === undefined || stableBaseline.capabilities.includes(name));
}

/** Capabilities that some endpoint, method or event which apps may use asks for. */
function openToApps({ endpoints, services = [] }: Contract): Set<string> {
  const called = services.flatMap(({ methods = [], events = [] }) => [...methods, ...events]);
  const opened = endpoints.filter((one) => one.appProcessPrincipalsAllowed || one.appBrowserPrincipalsAllowed);
  return new Set([...opened, ...called].flatMap(({ requiredCapabilities }) => requiredCapabilities ?? []));
}
