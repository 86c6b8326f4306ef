import { inputError } from '../model/errors.ts';
import { quote } from '../model/quote.ts';
import { fileSha256 } from './bundle-digests.ts';
import { parseDigests } from './digests.ts';
import { needsExecutableBit } from './launchable.ts';
import type { Bundle } from './model.ts';
import { DIGESTS_FILE, isSidecar } from './sidecars.ts';

/**
 * The text of `cryptad-app.digests` for a bundle: every file but the sidecars, in code-unit order. The executable bit is
 * listed for the app's program alone, and only where it is what makes it a program.
 * @param exec the manifest's `app.exec`
 * @throws AssayError of kind input: digests-unlistable (a path that the format has no way to write), digests-invalid
 */
export function formatDigests(bundle: Bundle, exec: string | undefined): string {
  const files = [...bundle.files.values()].filter(({ path }) => !isSidecar(path));
  const lines = files.flatMap((file, index) => {
    if (/^[\s#!]|\s$|[\\\u0000-\u001f\u007f]/.test(file.path))
      throw inputError(
        'digests-unlistable',
        `${bundle.path} holds ${quote(file.path)}, which a digest sidecar can't list`,
        'rename the file',
        {
          path: bundle.path,
        },
      );
    return [
      `file.${index}.path=${file.path}`,
      `file.${index}.sha256=${fileSha256(file)}`,
      ...(file.path === exec && needsExecutableBit(file) ? [`file.${index}.executable=true`] : []),
    ];
  });
  const text = `${['digest.version=1', 'digest.algorithm=SHA-256', ...lines].join('\n')}\n`;
  parseDigests(text, DIGESTS_FILE);
  return text;
}
