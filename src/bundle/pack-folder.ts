import { inputError, integrityError } from '../model/errors.ts';
import { quote } from '../model/quote.ts';
import { type BundleDigests, bundleDigests } from './bundle-digests.ts';
import { digestFacts, parseDigests } from './digests.ts';
import { BUNDLE_LIMITS } from './limits.ts';
import { MANIFEST_NAMES } from './manifest-names.ts';
import type { Bundle } from './model.ts';
import { openDirectory } from './read-directory.ts';
import { openZip } from './read-zip.ts';
import { DIGESTS_FILE, SIGNATURE_FILE } from './sidecars.ts';
import { openTgz } from './tar/read-tgz.ts';
import { packTgz } from './tar/write-tgz.ts';
import { unwantedPart } from './unwanted.ts';
import { packZip } from './write-zip.ts';

export interface PackOptions {
  readonly form: 'tgz' | 'zip';
  /** Seconds since 1970; the time of every entry of a .tgz. */
  readonly epoch?: number | undefined;
  /** Compress so that every version of zlib gives the same bytes. */
  readonly sameGzip?: boolean;
}

/** A packed folder, as the strict reader read it back. */
export interface PackedFolder {
  readonly bytes: Uint8Array;
  readonly files: number;
  /** What has no place in a bundle and stayed behind, in code-unit order. */
  readonly leftOut: readonly string[];
  readonly digests: BundleDigests;
}

/**
 * Packs a folder's files. History, installed packages, settings with secrets and what file managers leave stay behind;
 * a symbolic link is refused by name.
 * @param folder path to open @param shown path for messages
 * @throws AssayError manifest-missing (input), signed-otherwise (integrity), and those of openDirectory, parseDigests,
 * packTgz and packZip
 */
export function packFolder(folder: string, shown: string, options: PackOptions): PackedFolder {
  const leftOut: string[] = [];
  const leave = (path: string): boolean => {
    if (unwantedPart(path) === undefined) return false;
    leftOut.push(path);
    return true;
  };
  const source = openDirectory(folder, shown, { leaveOut: leave, maxEntries: BUNDLE_LIMITS[options.form].entries });
  if (![...MANIFEST_NAMES].some((name) => source.files.has(name)))
    throw inputError(
      'manifest-missing',
      `${shown} has no manifest: looked for ${[...MANIFEST_NAMES].join(', ')}`,
      'give the root of a bundle, where its manifest lies',
      { path: shown },
    );
  const bytes = pack(source, options);
  const packed = options.form === 'tgz' ? openTgz(bytes, shown, { profile: 'assay' }) : openZip(bytes, shown);
  checkSigned(packed, leftOut);
  return { bytes, files: packed.files.size, leftOut, digests: bundleDigests(packed) };
}

/** What was signed as another folder than is packed would be refused by everybody who gets it. */
function checkSigned(packed: Bundle, leftOut: readonly string[]): void {
  const { files, path } = packed;
  const digests = files.get(DIGESTS_FILE);
  if (digests === undefined || !files.has(SIGNATURE_FILE)) return;
  const facts = digestFacts(packed, parseDigests(digests.read(), `${path}/${DIGESTS_FILE}`));
  const [other] = [...facts.missing, ...facts.unlisted, ...facts.changed, ...facts.executableChanged];
  if (other === undefined) return;
  const stays = leftOut.some((each) => other === each || other.startsWith(`${each}/`));
  throw integrityError(
    'signed-otherwise',
    `${path} was signed ${stays ? `with ${quote(other)}, which is not packed` : `before ${quote(other)} was as it is`}`,
    stays
      ? `take away ${leftOut.join(', ')}, and sign it again`
      : 'sign it again with `assay bundle sign`, then pack it',
    { path },
  );
}

function pack({ files }: Bundle, { form, epoch, sameGzip = false }: PackOptions): Uint8Array {
  if (form === 'zip') return packZip(files.values());
  return packTgz(files.values(), { sameGzip, ...(epoch === undefined ? {} : { epoch }) });
}
