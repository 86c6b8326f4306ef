import type {
  RepositoryReport,
  RepositoryReportEntry,
  RepositoryReportRole,
} from '../formats/generated/repository-report.ts';
import { type Finding, summarize } from '../model/finding.ts';
import { quote } from '../model/quote.ts';
import { breach, RepositoryBreach } from '../repository/breach.ts';
import { lockFaults } from '../repository/lock.ts';
import type { RepositoryFault, TargetFile, VerifiedRepository } from '../repository/model.ts';
import { instantText } from '../repository/policy.ts';
import { openRepository, type RepositoryFolder } from '../repository/read-repository.ts';
import { storedName } from '../repository/target-path.ts';
import { appOf } from '../repository/usual-targets.ts';
import { type VerifyOptions, verifyRepository } from '../repository/verify-repository.ts';
import { REPOSITORY_RULES } from './rules/repository/index.ts';
import { runRules } from './run-rules.ts';

/** Compares a file with what its target says: its faults. */
export type TargetJudge = (source: RepositoryFolder, path: string, target: TargetFile) => RepositoryFault[];

/** What is verified, and how strictly. */
export interface RepositoryToVerify extends Omit<VerifyOptions, 'reached'> {
  readonly folder: string;
  readonly shown: string;
  readonly strict: boolean;
  readonly requireLock: boolean;
  /** Judges a file that is listed; what is signed is judged alone where this is absent. */
  readonly judgeTarget?: TargetJudge | undefined;
  /** The one target that is asked for; every one where absent. */
  readonly target?: string;
  readonly progress?: (line: string) => void;
}

/** What a verification gave: the report, and the repository where it could be believed. */
export interface JudgedRepository {
  readonly report: Omit<RepositoryReport, 'lock'>;
  readonly repository?: VerifiedRepository;
}

/** What a verification found, before any rule says how bad it is. */
export interface InspectedRepository {
  readonly roles: readonly RepositoryReportRole[];
  readonly entries: readonly RepositoryReportEntry[];
  readonly faults: readonly RepositoryFault[];
  /** Absent where it could not be believed. */
  readonly repository?: VerifiedRepository;
}

/**
 * Verifies a repository's folder: its metadata from the root down, and every bundle against its entry. What it must be
 * refused for is a finding, and the report lists the roles that were reached before.
 * @throws AssayError of kind input where there is no folder to look at
 */
export function judgeRepository(subject: RepositoryToVerify): JudgedRepository {
  const { repository, ...inspected } = inspectRepository(subject);
  const findings = repositoryFindings(inspected.faults, subject.strict);
  return {
    report: reportOf(subject, { ...inspected, findings, catalog: repository?.root.role.catalog }),
    ...(repository === undefined ? {} : { repository }),
  };
}

/**
 * Verifies as judgeRepository does, and judges nothing.
 * @throws AssayError as judgeRepository does
 */
export function inspectRepository(subject: Omit<RepositoryToVerify, 'strict'>): InspectedRepository {
  const roles: RepositoryReportRole[] = [];
  const faults: RepositoryFault[] = [];
  let entries: RepositoryReportEntry[] = [];
  let repository: VerifiedRepository | undefined;
  try {
    if (subject.requireLock && subject.lock === undefined)
      throw breach('lock-missing', 'there is no lock, and one is required', subject.lockPath ?? 'catalog.lock');
    const source = openRepository(subject.folder, subject.shown);
    const verified = verifyRepository(source, {
      ...subject,
      reached: (role, { role: { version, expires }, digest }) => roles.push({ role, version, expires, digest }),
    });
    repository = verified;
    faults.push(...verified.faults);
    if (subject.lock !== undefined)
      faults.push(...lockFaults(subject.lock, verified, subject.lockPath ?? 'catalog.lock'));
    entries = judgeTargets(source, verified, subject, faults);
  } catch (error) {
    if (!(error instanceof RepositoryBreach)) throw error;
    faults.push(faultOf(error));
  }
  return { roles, entries, faults, ...(repository === undefined ? {} : { repository }) };
}

/** What the rules say of what was found. */
export function repositoryFindings(faults: readonly RepositoryFault[], strict: boolean): Finding[] {
  return runRules(REPOSITORY_RULES, { faults }, { strict });
}

function faultOf({ rule, says, location, subject }: RepositoryBreach): RepositoryFault {
  return { rule, message: says, subject, path: location?.path ?? '' };
}

function reportOf(
  { shown, now, strict }: RepositoryToVerify,
  found: {
    readonly roles: readonly RepositoryReportRole[];
    readonly entries: readonly RepositoryReportEntry[];
    readonly findings: Finding[];
    readonly catalog: string | undefined;
  },
): Omit<RepositoryReport, 'lock'> {
  const { roles, entries, findings, catalog = null } = found;
  return {
    kind: 'assay.repository-report',
    schemaVersion: 1,
    repository: shown,
    catalog,
    now: instantText(now),
    roles: [...roles],
    entries: [...entries],
    strict,
    findings,
    summary: summarize(findings),
  };
}

/** Judges the files that are listed, and those that are not. */
function judgeTargets(
  source: RepositoryFolder,
  { targets, revocations }: VerifiedRepository,
  subject: Omit<RepositoryToVerify, 'strict'>,
  faults: RepositoryFault[],
): RepositoryReportEntry[] {
  const { target: wanted, judgeTarget, progress } = subject;
  if (wanted !== undefined && !targets.has(wanted))
    throw breach('target-unknown', `nobody signs for ${quote(wanted)}`, source.path, wanted);
  const revoked = new Set(revocations?.bundles.map(({ digest }) => digest));
  const stored = new Set<string>();
  const entries: RepositoryReportEntry[] = [];
  for (const [path, { target, role }] of targets) {
    if (judgeTarget !== undefined) stored.add(storedName(path, target.sha256));
    if (wanted !== undefined && wanted !== path) continue;
    progress?.(path);
    const found = judgeTarget?.(source, path, target);
    if (found !== undefined) faults.push(...found);
    const app = appOf(target);
    if (app === undefined) continue;
    const digest = `sha256:${target.sha256}` as const;
    const state = found === undefined ? 'not-evaluated' : found.length === 0 ? 'verified' : 'refused';
    entries.push({
      path,
      role,
      id: app.id,
      version: app.version,
      digest,
      status: revoked.size > 0 && revoked.has(digest) ? 'revoked' : app.status,
      bundle: state,
    });
  }
  if (wanted === undefined && judgeTarget !== undefined) faults.push(...strangers(source, stored));
  return entries;
}

function strangers({ targetFiles, place }: RepositoryFolder, stored: ReadonlySet<string>): RepositoryFault[] {
  return targetFiles
    .filter((name) => !stored.has(name))
    .map((name) => ({
      rule: 'target-unknown',
      message: 'lies among the targets, and nobody signs for it',
      subject: name,
      path: place(name).shown,
    }));
}
