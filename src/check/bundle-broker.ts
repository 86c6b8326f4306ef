import { mergeFacts } from '../broker/scan-source.ts';
import type { LoadedManifest } from '../manifest/dialects.ts';
import type { Finding } from '../model/finding.ts';
import type { BrokerInput } from './broker-input.ts';
import { BROKER_SOURCE_RULES } from './broker-source-rules.ts';
import { scannedFacts } from './bundle-facts.ts';
import type { BundleScan } from './bundle-scan.ts';
import { consumedTargets } from './consumed-targets.ts';
import { providedTargets } from './provided-targets.ts';
import { runRules } from './run-rules.ts';

/** A bundle's code, for the rules that compare it with what the manifest consumes and provides. */
export interface BrokerCode {
  readonly scan: BundleScan;
  readonly root: string;
  locate(file: string): string;
}

/** Methods and events in the code and in the manifest, both ways; nothing where there is no code. */
export function judgeBrokerCode(loaded: LoadedManifest, code: BrokerCode, strict: boolean): Finding[] {
  const { scan, root, locate } = code;
  const { app } = loaded;
  const manifest = loaded.palette ?? loaded.native;
  const consumed = consumedTargets(loaded);
  if (manifest === undefined || consumed === undefined) return [];
  const scanned = scannedFacts(scan, root);
  const sources = scanned.filter(({ source }) => source !== undefined);
  const files = sources.flatMap(({ path, source }) => {
    if (source?.broker === undefined) return [];
    const placed = <T extends { readonly path: string }>(fact: T): T => ({ ...fact, path: locate(path) });
    const { uses, handlers, named = [], emits, sent, chains, references = [] } = source.broker;
    return [
      {
        uses: uses.map(placed),
        handlers: handlers.map(placed),
        named: named.map(placed),
        emits: emits.map(placed),
        ...(sent === undefined ? {} : { sent }),
        chains,
        references: references.map(placed),
      },
    ];
  });
  const provided = providedTargets(manifest);
  const input: BrokerInput = {
    app: { id: app.id, version: app.version, path: manifest.path },
    // What is required in the older form is resolved against a catalog, not by its name alone.
    consumed: consumed.filter(({ location }) => !location.pointer?.startsWith('/requires')),
    requirements: [],
    ...(provided === undefined ? {} : { provided }),
    sources: { ...mergeFacts(files), clients: scanned.flatMap(({ clients = [] }) => clients), files: sources.length },
    connections: [],
    schemaFiles: new Map(),
  };
  return runRules(BROKER_SOURCE_RULES, input, { strict });
}
