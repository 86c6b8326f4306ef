import { integrityError } from '../../model/errors.ts';
import { quote } from '../../model/quote.ts';

/** What an archive can break, each the code of one error and the second word of one rule. */
export const ARCHIVE_RULES = [
  'archive-duplicate',
  'archive-entry-type',
  'archive-framing',
  'archive-header',
  'archive-limit',
  'archive-mode',
  'archive-mtime',
  'archive-name-collision',
  'archive-name-unportable',
  'archive-order',
  'archive-path',
  'archive-path-not-normal',
  'archive-pax-key',
] as const;
export type ArchiveRule = (typeof ARCHIVE_RULES)[number];

/**
 * `assay`: the one dialect that assay writes, to the byte. `safe`: ordinary archives too, as npm, GNU tar and zip make
 * them; what is harmless there is a note, what is dangerous is refused all the same.
 */
export type ArchiveProfile = 'safe' | 'assay';

/** A harmless difference from the dialect, in an archive that was read all the same. */
export interface ArchiveNote {
  readonly rule: ArchiveRule;
  /** Completes "the archive …" or "an entry …"; names no entry. */
  readonly says: string;
  /** The first entry that differs; absent where it is the archive. */
  readonly path?: string;
  /** How many entries differ so. */
  readonly count: number;
}

/** How to be rid of what only some readers know: tar writes it unless told which format is meant. */
export const REPACK = 'pack it again with `assay bundle pack`, or with tar --format=ustar or --format=pax';
/** The dialect has one writer. */
const REPACK_DIALECT = 'pack it again with `assay bundle pack`: nothing else writes the dialect of the profile assay';

const HINTS: Readonly<Record<ArchiveRule, string>> = {
  'archive-duplicate': 'keep one entry for each file',
  'archive-entry-type': 'ship regular files only',
  'archive-framing': 'get the archive again, or pack it again with `assay bundle pack`',
  'archive-header': REPACK,
  'archive-limit': 'ship less',
  'archive-mode': 'pack it again with `assay bundle pack`, which sets every mode to 0644 or 0755',
  'archive-mtime': 'pack it again with `assay bundle pack`, which gives every entry one time',
  'archive-name-collision': 'keep one of the two names',
  'archive-name-unportable': 'rename the file',
  'archive-order': 'pack it again with `assay bundle pack`, which puts the manifest first and sorts the rest',
  'archive-path': 'pack again with paths inside the bundle',
  'archive-path-not-normal': 'pack again with paths that have no ".", no empty part and no slash at the end',
  'archive-pax-key': REPACK,
};

/** Judges one archive by a profile: refuses what is dangerous, and refuses or notes what is only different. */
export class ArchiveJudge {
  readonly profile: ArchiveProfile;
  readonly shown: string;
  private readonly seen = new Map<string, { note: ArchiveNote; count: number }>();

  /** @param shown path of the archive for messages */
  constructor(profile: ArchiveProfile, shown: string) {
    this.profile = profile;
    this.shown = shown;
  }

  /**
   * The error of a broken rule, to be thrown. @param says completes "which …", or "the archive …" without a path
   * @param hint what to do under `safe` where it is not what the rule always says
   */
  refusal(rule: ArchiveRule, says: string, path?: string, hint: string = HINTS[rule]): Error {
    const what = path === undefined ? says : `holds the entry ${quote(path)}, which ${says}`;
    const isForm = rule === 'archive-header' || rule === 'archive-pax-key';
    const whatToDo = isForm && this.profile === 'assay' ? REPACK_DIALECT : hint;
    return integrityError(rule, `${this.shown} ${what}`, whatToDo, { path: this.shown });
  }

  /** A difference that harms nobody: a note under `safe`. @throws AssayError of the rule under `assay` */
  harmless(rule: ArchiveRule, says: string, path?: string): void {
    if (this.profile === 'assay') throw this.refusal(rule, says, path);
    const key = `${rule} ${says}`;
    const known = this.seen.get(key);
    if (known !== undefined) known.count += 1;
    else this.seen.set(key, { note: { rule, says, count: 1, ...(path === undefined ? {} : { path }) }, count: 1 });
  }

  /** The notes so far, in the order in which each kind was first seen. */
  notes(): ArchiveNote[] {
    return [...this.seen.values()].map(({ note, count }) => ({ ...note, count }));
  }
}
