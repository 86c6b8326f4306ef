import { existsSync } from 'node:fs';
import { join } from 'node:path';
import validateSource from '../formats/generated/validators/contract.js';
import validateSnapshot from '../formats/generated/validators/contract-snapshot.js';
import { parseDocument } from '../formats/parse-document.ts';
import { readFileBytes } from '../formats/read-file.ts';
import { statOf } from '../formats/read-stat.ts';
import { validateDocument } from '../formats/validate.ts';
import { inputError, integrityError } from '../model/errors.ts';
import { type JsonDocument, parseJson } from '../model/json/parse.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';
import { DEPTH, SIZE } from '../model/limits.ts';
import { nearest } from '../model/nearest.ts';
import { quote } from '../model/quote.ts';
import { cryptaPointer, importCrypta, isCrypta } from './import/crypta.ts';
import { type KnownItems, shareWithin } from './known-items.ts';
import type { ContractSnapshot, ContractSource, LoadedContract } from './model.ts';
import { inlineSchemas } from './read-schemas.ts';
import { refuseLeaks } from './refuse-leaks.ts';
import { refuseDepth, refuseOutsideReferences } from './schema-sites.ts';
import { toSnapshot } from './snapshot.ts';

const SOURCE = 'assay.contract';
const SNAPSHOT = 'assay.contract-snapshot';
/** What a folder's contract is called, in the order they are looked for. */
const NAMES = ['contract.yaml', 'contract.yml', 'contract.json'] as const;

/**
 * Reads a contract in any of its forms, recognised by content: a native source (JSON or YAML), a snapshot, or a crypta
 * contract. A folder stands for the contract in it. Nothing is validated before it is searched for leaks.
 * @param file absolute path @param shown the path as people see it
 * @param known what was read before, where several contracts are read: the same for all of them
 * @throws AssayError of kind input for what can't be read as a contract, of kind integrity for a leak (leak-found) or
 * a snapshot that its digest does not fit (snapshot-digest-mismatch)
 */
export async function readContract(file: string, shown: string, known?: KnownItems): Promise<LoadedContract> {
  const found = contractFile(file, shown);
  const bytes = readFileBytes(found.file, found.shown, SIZE.document);
  const options = { path: found.shown, maxBytes: SIZE.document, maxDepth: DEPTH.userSchemas };
  const parsed = await parseDocument(bytes, options);
  const shared = known?.share(parsed.value);
  const { value, fresh } = shared ?? shareWithin(parsed.value);
  const document = { ...parsed, value };
  refuseDepth(document, fresh);
  refuseLeaks(document, 'a contract', fresh);
  if (isJsonObject(value) && value.kind === SOURCE) return fromSource(document, found.file, found.shown);
  if (isJsonObject(value) && value.kind === SNAPSHOT) {
    const contract = fromSnapshot(document, found.shown, fresh);
    shared?.keep();
    return contract;
  }
  if (isCrypta(value)) return fromCrypta(parseJson(bytes, { path: found.shown, integersOnly: true }), found.shown);
  throw unrecognized(document);
}

function contractFile(file: string, shown: string): { file: string; shown: string } {
  if (!(statOf(file)?.isDirectory() ?? false)) return { file, shown };
  const [name, second] = NAMES.filter((candidate) => existsSync(join(file, candidate)));
  const folder = shown.replace(/\/+$/, '');
  if (name === undefined)
    throw inputError(
      'contract-missing',
      `${shown} holds no contract.yaml, contract.yml or contract.json`,
      'name the contract file',
      {
        path: shown,
      },
    );
  if (second !== undefined)
    throw inputError('contract-ambiguous', `${shown} holds ${name} and ${second}`, 'name the contract file', {
      path: shown,
    });
  return { file: join(file, name), shown: `${folder}/${name}` };
}

function fromSource(document: JsonDocument, file: string, shown: string): LoadedContract {
  const { value, written } = inlineSchemas(document, file, shown);
  const source = validateDocument<ContractSource>({ ...document, value }, validateSource, 'contract source');
  const { contract, imported } = source;
  const snapshot = toSnapshot(contract);
  return {
    contract,
    ...(imported === undefined ? {} : { imported }),
    digest: snapshot.digest,
    snapshot,
    form: 'source',
    path: shown,
    locate(pointer) {
      const whole = `/contract${pointer}`;
      const place = written(whole);
      return place === undefined ? document.locate(whole) : place.document.locate(place.pointer);
    },
  };
}

/**
 * @param fresh the part of the document's value that was not checked before
 * @throws AssayError schema-invalid, schema-reference-outside, snapshot-digest-mismatch
 */
export function fromSnapshot(document: JsonDocument, shown: string, fresh = document.value): LoadedContract {
  refuseOutsideReferences(document, fresh);
  const snapshot = validateDocument<ContractSnapshot>(document, validateSnapshot, 'contract snapshot', fresh);
  const sorted = toSnapshot(snapshot.contract);
  const { digest } = sorted;
  if (digest !== snapshot.digest) {
    const location = document.locate('/digest');
    throw integrityError(
      'snapshot-digest-mismatch',
      `${location.path}:${location.line}:${location.column} says ${snapshot.digest}, but the contract’s digest is ${digest}`,
      'make the snapshot anew from its source; a snapshot is never edited by hand',
      location,
    );
  }
  return {
    contract: snapshot.contract,
    digest,
    snapshot: sorted,
    form: 'snapshot',
    path: shown,
    locate: (pointer) => document.locate(`/contract${pointer}`),
  };
}

/** @throws AssayError schema-invalid */
export function fromCrypta(document: JsonDocument, shown: string): LoadedContract {
  const { contract, imported } = importCrypta(document);
  const bare = imported?.envelope === false;
  return {
    contract,
    ...(imported === undefined ? {} : { imported }),
    digest: toSnapshot(contract).digest,
    form: 'crypta',
    path: shown,
    locate: (pointer) => document.locate(cryptaPointer(`/contract${pointer}`, bare)),
  };
}

function unrecognized(document: JsonDocument): Error {
  const location = document.locate('');
  const kind = kindOf(document.value);
  const hint = kind === undefined ? undefined : nearest(kind, [SOURCE, SNAPSHOT]);
  return inputError(
    'contract-unrecognized',
    `${location.path} is no contract${kind === undefined ? '' : `: its kind is ${quote(kind)}${hint === undefined ? '' : `, did you mean ${quote(hint)}?`}`}`,
    `give a contract source (kind ${SOURCE}), a snapshot (kind ${SNAPSHOT}) or a crypta contract`,
    location,
  );
}

function kindOf(value: JsonValue): string | undefined {
  return isJsonObject(value) && typeof value.kind === 'string' ? value.kind : undefined;
}
