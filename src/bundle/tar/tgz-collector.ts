import { byCodeUnit } from '../../model/order.ts';
import { BUNDLE_LIMITS, type BundleLimits, mostUnpacked } from '../limits.ts';
import { MANIFEST_NAMES } from '../manifest-names.ts';
import type { Bundle, BundleFile } from '../model.ts';
import { ArchiveJudge, type ArchiveProfile } from './archive-rules.ts';
import { type TarEntry, TarParser } from './tar-parser.ts';

export interface TgzOptions {
  /** `safe` unless told. */
  readonly profile?: ArchiveProfile;
  readonly limits?: BundleLimits;
  /** Seconds since 1970 that every entry must have as its time; the first entry's where absent. */
  readonly epoch?: number;
}

/** Which contents a streaming reader hands over, while it passes them. */
export interface Visitor {
  /** Whether a file's content is to be put together. Paths here still have the root folder of the archive. */
  wants(path: string, size: number): boolean;
  /** Sees a wanted file; true where the bundle is to keep its content. */
  see(path: string, content: Uint8Array): boolean;
}

/** Puts a bundle together from a tar stream that comes in pieces. */
export class TgzCollector {
  readonly judge: ArchiveJudge;
  readonly limits: BundleLimits;
  private readonly entries: TarEntry[] = [];
  private readonly options: TgzOptions;

  constructor(shown: string, options: TgzOptions) {
    this.options = options;
    this.judge = new ArchiveJudge(options.profile ?? 'safe', shown);
    this.limits = options.limits ?? BUNDLE_LIMITS.tgz;
  }

  /** @throws AssayError archive-limit */
  checkPacked(size: number): void {
    if (size > this.limits.packed)
      throw this.judge.refusal('archive-limit', `has more than ${this.limits.packed} bytes`);
  }

  /** @param packed bytes of the archive file @param visitor all content is kept where it is absent */
  parser(packed: number, visitor?: Visitor): TarParser {
    return new TarParser({
      judge: this.judge,
      limits: this.limits,
      maxBytes: mostUnpacked(packed, this.limits),
      ...(this.options.epoch === undefined ? {} : { epoch: this.options.epoch }),
      wants: (path, size) => visitor?.wants(path, size) ?? true,
      take: (entry) => {
        const { content, ...rest } = entry;
        const kept = visitor === undefined || (content !== undefined && visitor.see(entry.path, content));
        this.entries.push(kept && content !== undefined ? entry : rest);
      },
    });
  }

  /** @param reread gives the content of a file that was not kept, by its path in the archive */
  bundle(
    archive: NonNullable<Bundle['archive']>,
    tarSha256: string,
    reread: (path: string) => Uint8Array,
  ): Bundle & { readonly root: string } {
    const { judge } = this;
    const root = rootFolder(this.entries, judge);
    const files = this.entries
      .map(({ path, size, executable, sha256, content }): BundleFile => {
        const read = (): Uint8Array => content ?? reread(path);
        return { path: path.slice(root.length), size, executable, sha256, read };
      })
      .sort((a, b) => byCodeUnit(a.path, b.path));
    return {
      packing: 'tgz',
      path: judge.shown,
      archive,
      tarSha256,
      ...(this.entries[0] === undefined ? {} : { epoch: this.entries[0].mtime }),
      notes: judge.notes(),
      files: new Map(files.map((file) => [file.path, file])),
      root,
    };
  }
}

/**
 * The one folder that every file lies in, with its slash, where it is not a part of the bundle: npm's `package/`, or a
 * folder with a manifest right below it, as `tar -czf notes.tgz notes` packs. Empty where there is none.
 */
function rootFolder(entries: readonly TarEntry[], judge: ArchiveJudge): string {
  const first = entries[0]?.path ?? '';
  const root = first.slice(0, first.indexOf('/') + 1);
  if (judge.profile === 'assay' || root === '' || !entries.every(({ path }) => path.startsWith(root))) return '';
  const holdsManifest = entries.some(({ path }) => MANIFEST_NAMES.has(path.slice(root.length)));
  if (root !== 'package/' && !holdsManifest) return '';
  judge.harmless('archive-path-not-normal', 'lies in a folder around the whole bundle', first);
  return root;
}
