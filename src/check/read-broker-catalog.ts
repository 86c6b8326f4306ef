import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BrokerCatalog } from '../broker/catalog-model.ts';
import { contractCatalog } from '../broker/contract-catalog.ts';
import { brokerCatalogOf, isBrokerCatalog } from '../broker/parse-catalog.ts';
import { CATALOG_FILE, readBrokerCatalog } from '../broker/read-catalog.ts';
import type { LoadedContract } from '../contract/model.ts';
import { readContract } from '../contract/read-contract.ts';
import { toSnapshot } from '../contract/snapshot.ts';
import { parseDocument } from '../formats/parse-document.ts';
import { readFileBytes } from '../formats/read-file.ts';
import { statOf } from '../formats/read-stat.ts';
import { decodeUtf8 } from '../model/json/parse.ts';
import { DEPTH, SIZE } from '../model/limits.ts';

const CONTRACTS = ['contract.yaml', 'contract.yml', 'contract.json'] as const;

/**
 * Reads what a broker offers from a folder or a file, in any form: a broker's catalog, a contract, schemas of targets.
 * @throws AssayError of the readers: readBrokerCatalog, readContract
 */
export async function readCatalogAt(file: string, shown: string): Promise<BrokerCatalog> {
  const isFolder = statOf(file)?.isDirectory() ?? false;
  if (isFolder) {
    const isContract = !existsSync(join(file, CATALOG_FILE)) && CONTRACTS.some((name) => existsSync(join(file, name)));
    return isContract ? contractAt(file, shown) : readBrokerCatalog(file, shown);
  }
  const bytes = readFileBytes(file, shown, SIZE.document);
  const options = { path: shown, maxDepth: DEPTH.userSchemas };
  const document = await parseDocument(bytes, options);
  if (isBrokerCatalog(document.value)) return brokerCatalogOf(document, decodeUtf8(bytes, options));
  return contractAt(file, shown);
}

async function contractAt(file: string, shown: string): Promise<BrokerCatalog> {
  return ofContract(await readContract(file, shown));
}

/** A contract as a catalog: of its snapshot, so that no order in the source changes a digest. */
export function ofContract(loaded: LoadedContract, json?: unknown, text?: string): BrokerCatalog {
  const snapshot = toSnapshot(loaded.contract);
  const sorted = { ...loaded, contract: snapshot.contract, locate: () => ({ path: loaded.path }) };
  return contractCatalog(sorted, json ?? snapshot, text);
}
