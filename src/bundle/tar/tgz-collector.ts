import { byCodeUnit } from '../../model/order.ts';
import type { Bundle, BundleFile } from '../model.ts';
import { ArchiveJudge, type ArchiveProfile } from './archive-rules.ts';
import { ARCHIVE_LIMITS, type ArchiveLimits, mostUnpacked } from './limits.ts';
import { type TarEntry, TarParser } from './tar-parser.ts';

export interface TgzOptions {
  /** `safe` unless told. */
  readonly profile?: ArchiveProfile;
  readonly limits?: ArchiveLimits;
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
  readonly limits: ArchiveLimits;
  private readonly entries: TarEntry[] = [];
  private readonly options: TgzOptions;

  constructor(shown: string, options: TgzOptions) {
    this.options = options;
    this.judge = new ArchiveJudge(options.profile ?? 'safe', shown);
    this.limits = options.limits ?? ARCHIVE_LIMITS;
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
      notes: judge.notes(),
      files: new Map(files.map((file) => [file.path, file])),
      root,
    };
  }
}

/** npm puts every file into a folder of its own, `package/`: where all share one, it is not a part of the bundle. */
function rootFolder(entries: readonly TarEntry[], judge: ArchiveJudge): string {
  const first = entries[0]?.path ?? '';
  if (judge.profile === 'assay' || !first.startsWith('package/')) return '';
  if (!entries.every(({ path }) => path.startsWith('package/'))) return '';
  judge.harmless('archive-path-not-normal', 'lies in the folder package/, as npm packs', first);
  return 'package/';
}
