import { join } from 'node:path';
import { readFileBytes } from '../formats/read-file.ts';
import { lstatOf } from '../formats/read-stat.ts';
import { type JsonDocument, parseJson } from '../model/json/parse.ts';
import { DEPTH, SIZE } from '../model/limits.ts';
import type { ConnectionMock, ServiceMock } from './mock-model.ts';
import { connectionMocks, serviceMocks } from './parse-mocks.ts';

const SERVICES = '.palette/app-services.local.json';
const CONNECTIONS = '.palette/connections.local.json';

/** An app's local mocks, and the paths of the files that there are. */
export interface LoadedMocks {
  readonly files: readonly string[];
  readonly services: readonly ServiceMock[];
  readonly connections: readonly ConnectionMock[];
}

/** Reads the local mocks of an app's folder. @throws AssayError mocks-malformed and those of readFileBytes and parseJson (input) */
export function readMocks(folder: string, shown: string): LoadedMocks {
  const services = read(folder, shown, SERVICES);
  const connections = read(folder, shown, CONNECTIONS);
  return {
    files: [services, connections].flatMap((document) => (document === undefined ? [] : [document.locate('').path])),
    services: services === undefined ? [] : serviceMocks(services),
    connections: connections === undefined ? [] : connectionMocks(connections),
  };
}

function read(folder: string, shown: string, name: string): JsonDocument | undefined {
  const file = join(folder, name);
  if (lstatOf(file) === undefined) return undefined;
  const path = shown === '.' ? name : `${shown.replace(/\/+$/, '')}/${name}`;
  return parseJson(readFileBytes(file, path, SIZE.catalog, { noFollow: true }), { path, maxDepth: DEPTH.ownFormats });
}
