import { openBundle } from '../bundle/read-bundle.ts';
import { AssayError } from '../model/errors.ts';
import type { RepositoryFault } from '../repository/model.ts';
import { storedName } from '../repository/target-path.ts';
import type { TargetJudge } from './judge-repository.ts';
import { entryDifferences } from './repository-entry.ts';

/** Compares a file of a repository with its target: length and digest, then the bundle with the entry. */
export const judgeTarget: TargetJudge = (source, path, { length, sha256, entry }) => {
  const stored = storedName(path, sha256);
  const { file, shown } = source.place(stored);
  const fault = (rule: string, message: string, subject: string = path): RepositoryFault => ({
    rule,
    message,
    subject,
    path: shown,
  });
  const found = source.digestOf(stored, length);
  if (found === undefined) return [fault('target-missing', 'is signed for and not there')];
  if (found.size !== length || found.sha256 !== sha256)
    return [fault('bundle-digest-mismatch', `is not the file of ${length} bytes with the digest sha256:${sha256}`)];
  if (entry === undefined) return [];
  try {
    const bundle = openBundle(file, shown);
    return entryDifferences(path, entry, bundle).map(({ rule, field }) =>
      fault(rule, `the entry's ${field} is not what the bundle says`, `${path} ${field}`),
    );
  } catch (error) {
    if (!(error instanceof AssayError) || (error.kind !== 'integrity' && error.kind !== 'input')) throw error;
    return [fault('bundle-refused', error.message.replace(`${shown} `, ''))];
  }
};
