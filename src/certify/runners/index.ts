import type { Runner } from '../runner.ts';
import { catalogEntries } from './catalog-entries.ts';
import { catalogRepository } from './catalog-repository.ts';
import { catalogSigned } from './catalog-signed.ts';
import { clientsDrift } from './clients-drift.ts';
import { compatBundles } from './compat-bundles.ts';
import { contractDiff } from './contract-diff.ts';
import { contractHistory } from './contract-history.ts';
import { contractSnapshot } from './contract-snapshot.ts';

/** Every runner that a policy may name, besides `evidence`, which is none: it waits for a document. */
export const RUNNERS: readonly Runner[] = [
  catalogEntries,
  catalogRepository,
  catalogSigned,
  clientsDrift,
  compatBundles,
  contractDiff,
  contractHistory,
  contractSnapshot,
];
