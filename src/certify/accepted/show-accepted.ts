import { isChain } from '../../decide/accepted.ts';
import type { AcceptedReport } from '../../formats/generated/accepted-report.ts';
import { usageError } from '../../model/errors.ts';
import type { CertifyInput } from '../input.ts';
import { acceptedReport, acceptedRun } from './accepted-run.ts';

/** The list as the gate judges it now. @throws AssayError accepted-missing (usage), those of acceptedRun */
export async function showAccepted(input: CertifyInput): Promise<AcceptedReport> {
  const about = await acceptedRun(input);
  const { accepted: read } = about.run.decided;
  if (read === undefined)
    throw usageError('accepted-missing', `${about.path} is not there`, '`assay findings accept` writes the first list');
  return acceptedReport(about, 'show', {}, isChain(read) ? read : undefined);
}
