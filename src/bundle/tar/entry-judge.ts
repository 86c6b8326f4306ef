import type { BundleLimits } from '../limits.ts';
import { MANIFEST_NAMES } from '../manifest-names.ts';
import type { PathTable } from '../path-rules.ts';
import { type ArchiveJudge, type ArchiveRule, REPACK } from './archive-rules.ts';
import { fitsHeader, shownName, type TarHeader } from './header.ts';
import { entryPath, startsWithDot } from './names.ts';
import type { PaxRecords } from './pax.ts';

const FILE = '0';
const OLD_FILE = '\0';
const FOLDER = '5';
const SLASH = 0x2f;
/** Headers that change what the next ones mean, and that readers treat in different ways. */
const META: Readonly<Record<string, { readonly says: string; readonly hint: string }>> = {
  g: {
    says: 'is a global PAX header (type g), as git archive writes for a commit',
    hint: 'pack it again with `assay bundle pack`, or archive the tree in place of the commit: git archive HEAD^{tree}',
  },
  L: { says: 'is a long-name record of GNU tar (type L)', hint: REPACK },
  K: { says: 'is a long-link record of GNU tar (type K)', hint: REPACK },
};

/** Judges the entries of one archive, each by itself and each by those before it. */
export class EntryJudge {
  private readonly options: { readonly judge: ArchiveJudge; readonly limits: BundleLimits; readonly epoch?: number };
  private readonly table: PathTable;
  private epoch: number | undefined;
  private entries = 0;
  private dotted: boolean | undefined;
  private last: Uint8Array | undefined;
  private notNfc: string | undefined;

  constructor(options: EntryJudge['options'], table: PathTable) {
    this.options = options;
    this.table = table;
    this.epoch = options.epoch;
  }

  /** @throws AssayError archive-* */
  judge(header: TarHeader, pax: PaxRecords | undefined): { readonly path: string; readonly folder: boolean } {
    const { judge, limits } = this.options;
    const name = pax?.path ?? header.name;
    const shown = shownName(name);
    const refuse = (rule: ArchiveRule, says: string): Error => judge.refusal(rule, says, shown);
    this.entries += 1;
    if (this.entries > limits.entries) throw judge.refusal('archive-limit', `has more than ${limits.entries} entries`);
    const folder = this.kind(header, shown) === FOLDER;
    if (header.link.length > 0) throw refuse('archive-header', 'names another file and is no link');
    if (pax?.size !== undefined) {
      if (pax.size !== header.size) throw refuse('archive-header', 'has another size in its PAX header');
      judge.harmless('archive-pax-key', 'has PAX headers with more than the path');
    }
    // Python takes what is called so for a folder, whatever its PAX header says, and its content for further entries.
    if (!folder && header.name.at(-1) === SLASH && pax?.path !== undefined)
      throw refuse('archive-header', 'is a folder by the name in its header and a file by its PAX header');
    if (folder && header.size !== 0) throw refuse('archive-header', 'is a folder with content');
    const path = entryPath(name, folder, judge, limits);
    this.judgeForm(name, pax, shown);
    this.judgeRights(header, shown, folder);
    this.judgeTime(header, shown);
    this.judgePlace(path, name, folder);
    return { path, folder };
  }

  /** What a PAX header's own block says, apart from its content. */
  checkPaxHeader(header: TarHeader): void {
    const shown = shownName(header.name);
    if (header.link.length > 0) throw this.options.judge.refusal('archive-header', 'names another file', shown);
    this.judgeRights(header, shown, false);
    this.judgeTime(header, shown);
  }

  /** What can be said only when all names are known. @throws AssayError archive-name-unportable */
  finish(): void {
    if (this.notNfc !== undefined)
      throw this.options.judge.refusal('archive-name-unportable', 'is not in Unicode form NFC', this.notNfc);
    if (this.entries === 0) this.options.judge.harmless('archive-order', 'has no manifest as its first entry');
  }

  private kind({ type }: TarHeader, shown: string): typeof FILE | typeof FOLDER {
    const { judge } = this.options;
    const meta = META[type];
    if (meta !== undefined) throw judge.refusal('archive-header', meta.says, shown, meta.hint);
    if (type === FILE) return FILE;
    if (type === OLD_FILE) {
      judge.harmless('archive-entry-type', 'is a file of the form before POSIX', shown);
      return FILE;
    }
    if (type !== FOLDER) throw judge.refusal('archive-entry-type', `is ${typeName(type)}`, shown);
    judge.harmless('archive-entry-type', 'is a folder, which a path implies', shown);
    return FOLDER;
  }

  /** One path has one form: "./" before all names or none, and a PAX record only where the header has no room. */
  private judgeForm(name: Uint8Array, pax: PaxRecords | undefined, shown: string): void {
    const { judge } = this.options;
    const dotted = startsWithDot(name);
    if (dotted) judge.harmless('archive-path-not-normal', 'starts with "./"', shown);
    if (this.dotted !== undefined && this.dotted !== dotted)
      throw judge.refusal('archive-path-not-normal', 'starts with "./" where others do not, or the reverse', shown);
    this.dotted = dotted;
    if (pax?.path !== undefined && fitsHeader(pax.path))
      judge.harmless('archive-pax-key', 'has its path in a PAX header without need', shown);
  }

  private judgeRights(header: TarHeader, shown: string, folder: boolean): void {
    const { judge } = this.options;
    const { mode, uid, gid, owner, group } = header;
    if ((mode & 0o7000) !== 0)
      throw judge.refusal('archive-mode', 'has a special mode bit (setuid, setgid or sticky)', shown);
    if (!folder && mode !== 0o644 && mode !== 0o755)
      judge.harmless('archive-mode', 'has another mode than 0644 and 0755', shown);
    if (uid !== 0 || gid !== 0) judge.harmless('archive-mode', 'has the number of an owner or group', shown);
    if (owner !== '' || group !== '') judge.harmless('archive-mode', 'has the name of an owner or group', shown);
  }

  private judgeTime({ mtime }: TarHeader, shown: string): void {
    this.epoch ??= mtime;
    if (mtime !== this.epoch) this.options.judge.harmless('archive-mtime', 'has a time of its own', shown);
  }

  private judgePlace(path: string, name: Uint8Array, folder: boolean): void {
    const { judge } = this.options;
    if (path !== '') {
      const conflict = this.table.take(path, !folder);
      if (conflict !== undefined)
        throw judge.refusal(
          conflict.kind === 'duplicate' ? 'archive-duplicate' : 'archive-name-collision',
          conflict.says,
          conflict.path,
        );
      if (path !== path.normalize('NFC')) this.notNfc ??= path;
    }
    if (this.entries === 1) {
      if (!MANIFEST_NAMES.has(path)) judge.harmless('archive-order', 'comes first and is no manifest', path);
      return;
    }
    if (this.last !== undefined && Buffer.compare(this.last, name) >= 0)
      judge.harmless('archive-order', 'does not come in the order of bytes', path);
    this.last = Uint8Array.from(name);
  }
}

function typeName(type: string): string {
  switch (type) {
    case '1':
      return 'a hard link';
    case '2':
      return 'a symbolic link';
    case '3':
    case '4':
      return 'a device';
    case '6':
      return 'a FIFO';
    case 'S':
      return 'a sparse file';
    default:
      return `of the type ${JSON.stringify(type)}`;
  }
}
