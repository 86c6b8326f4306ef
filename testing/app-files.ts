import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packZip } from '../src/bundle/write-zip.ts';

/** A folder of its own for one test, with helpers to fill it. */
export interface Workspace {
  readonly path: string;
  write(file: string, content: string | Uint8Array): void;
  /** Writes `<folder>/cryptad-app.properties` from lines. */
  app(folder: string, lines: readonly string[]): void;
  /** Packs a bundle that holds a manifest only. */
  zip(file: string, lines: readonly string[]): void;
  remove(): void;
}

export function workspace(): Workspace {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'assay-test-')));
  const write = (file: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), content);
  };
  const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
  return {
    path,
    write,
    app: (folder, lines) => write(`${folder}/cryptad-app.properties`, text(lines)),
    zip: (file, lines) =>
      write(
        file,
        packZip([{ path: 'cryptad-app.properties', executable: false, read: () => Buffer.from(text(lines)) }]),
      ),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** The lines of a complete manifest, with more lines after them. */
export function manifestLines(...more: readonly string[]): string[] {
  return [
    'manifest.version=1',
    'app.id=reader',
    'app.name=Reader',
    'app.version=1.0.0',
    'app.exec=bin/start.sh',
    'app.ui.mode=static',
    'app.ui.entry=static/index.html',
    ...more,
  ];
}

/** A native contract source with capabilities only, as JSON. */
export function contractSource(
  contractVersion: number,
  capabilities: readonly string[],
  baseline?: readonly string[],
): string {
  return JSON.stringify({
    kind: 'assay.contract',
    schemaVersion: 1,
    contract: {
      apiVersion: 'v1',
      contractVersion,
      generatedBy: 'test',
      stabilityPolicy: 'none',
      capabilities: capabilities.map((name) => ({
        name,
        stability: 'stable',
        sinceContractVersion: 1,
        description: '',
      })),
      endpoints: [],
      ...(baseline === undefined
        ? {}
        : {
            stableBaseline: {
              name: '1.0',
              contractVersion,
              capabilityCount: baseline.length,
              endpointCount: 0,
              capabilities: baseline,
              endpoints: [],
            },
          }),
    },
  });
}
