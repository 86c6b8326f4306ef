import { judgeEvidence } from '../../decide/decide.ts';
import { type RegisterStanding, registerStanding } from '../../decide/judge-register.ts';
import { isKnown, type KnownWaiver } from '../../decide/read-waiver.ts';
import { matchOf } from '../../decide/waiver-scope.ts';
import type { WaiverScopeMatch } from '../../decide/waiver-state.ts';
import type { CertifiedWaiver } from '../../formats/generated/certification.ts';
import type { Waiver } from '../../formats/generated/waiver.ts';
import { usageError } from '../../model/errors.ts';
import { nearest } from '../../model/nearest.ts';
import { quote } from '../../model/quote.ts';
import type { CertifiedRun } from '../certified-run.ts';
import { certifyRun } from '../certify.ts';
import type { CertifyInput } from '../input.ts';
import { readShownCertification } from './read-shown-certification.ts';
import { matchIn } from './saved-match.ts';

/** What the commands about waivers look at: a certification of the candidate, and all that was said about waivers. */
export interface WaiverRun extends CertifiedRun {
  /** The waivers folder and the approvals folder, relative to the root. */
  readonly folders: { readonly waivers: string; readonly approvals: string | undefined };
  /** Where a saved certification was given: the run's own says what waivers are, this one what people saw. */
  readonly saved: boolean;
  readonly register: RegisterStanding;
  /** Every waiver as the gate judges it now, whatever was shown. */
  readonly judged: readonly CertifiedWaiver[];
  /** What a waiver's scope leads to in the certification that is shown. */
  match(waiver: Waiver): WaiverScopeMatch;
}

/**
 * Certifies, and takes the certification that people looked at where one was saved.
 * @param saved path of a saved certification @throws AssayError config-waivers-missing (usage), certification-of-another
 * (input), and those of certify and readCertification
 */
export async function waiverRun(
  input: CertifyInput,
  saved?: { readonly file: string; readonly shown: string },
): Promise<WaiverRun> {
  const { waivers, approvals } = input.config;
  if (waivers === undefined)
    throw usageError(
      'config-waivers-missing',
      `${input.configPath} names no folder of waivers`,
      'set waivers to the path of a folder',
    );
  const run = await certifyRun(input);
  const { decided } = run;
  const shown = saved && (await readShownCertification(saved, run.certification));
  const requirements = judgeEvidence(decided).judged;
  return {
    ...run,
    certification: shown ?? run.certification,
    folders: { waivers, approvals },
    saved: shown !== undefined,
    judged: run.certification.waivers,
    register: registerStanding(decided.register, decided.knobs, decided.run),
    match: (waiver) => (shown ? matchIn(shown, decided.requirements, waiver) : matchOf(waiver, requirements)),
  };
}

/**
 * The highest revision of a waiver.
 * @throws AssayError waiver-unknown (usage), which says of a file of that name why it is no waiver
 */
export function latestWaiver({ decided }: WaiverRun, id: string): KnownWaiver {
  const [latest] = revisionsOf(decided.waivers.filter(isKnown), id);
  if (latest !== undefined) return latest;
  const broken = decided.waivers.find((one) => !isKnown(one) && one.location.path.includes(id));
  if (broken !== undefined && !isKnown(broken))
    throw usageError(
      'waiver-unknown',
      `${broken.location.path} is no waiver yet: it ${broken.reason}`,
      'complete it; `assay waiver lint` says what is missing',
    );
  const near = nearest(
    id,
    decided.waivers.filter(isKnown).map(({ waiver }) => waiver.id),
  );
  throw usageError(
    'waiver-unknown',
    `no file of the waivers folder is ${quote(id)}`,
    near === undefined ? '`assay waiver list` shows those that there are' : `did you mean ${near}?`,
  );
}

/** The revisions of one id, the highest first. */
export function revisionsOf(waivers: readonly KnownWaiver[], id: string): KnownWaiver[] {
  return waivers.filter(({ waiver }) => waiver.id === id).sort((a, b) => b.waiver.revision - a.waiver.revision);
}
