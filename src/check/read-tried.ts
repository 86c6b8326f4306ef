import { readContract } from '../contract/read-contract.ts';
import { AssayError } from '../model/errors.ts';
import type { MatrixApp, MatrixColumn, Tried } from './compat-matrix.ts';
import { readSubject, type SubjectPlace } from './read-subject.ts';

/** Reads each contract; one that can't be read is a column that evaluates nothing. @throws AssayError of kind environment */
export async function readColumns(
  places: readonly { readonly file: string; readonly shown: string }[],
): Promise<MatrixColumn[]> {
  const columns: MatrixColumn[] = [];
  for (const { file, shown } of places)
    columns.push({ path: shown, roles: ['given'], contract: await tried(() => readContract(file, shown)) });
  return columns;
}

/** Reads each app; one that can't be read is a row that evaluates nothing. @throws AssayError of kind environment */
export async function readApps(places: readonly SubjectPlace[]): Promise<MatrixApp[]> {
  const apps: MatrixApp[] = [];
  for (const place of places)
    apps.push({ path: place.shown, kind: place.kind, subject: await tried(() => readSubject(place)) });
  return apps;
}

async function tried<Value>(read: () => Promise<Value>): Promise<Tried<Value>> {
  try {
    return { value: await read() };
  } catch (error) {
    if (error instanceof AssayError && error.kind !== 'environment') return { error };
    throw error;
  }
}
