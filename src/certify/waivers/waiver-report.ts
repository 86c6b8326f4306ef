import type { CertifiedWaiver } from '../../formats/generated/certification.ts';
import type { ShownWaiver, WaiverReport } from '../../formats/generated/waiver-report.ts';
import { type Finding, summarize } from '../../model/finding.ts';
import type { WaiverRun } from './waiver-run.ts';

/** What a command about waivers has to say. */
export interface WaiverAnswer {
  readonly done?: readonly string[];
  readonly due?: readonly string[];
  readonly written?: readonly string[];
  readonly removed?: readonly string[];
  readonly floor?: NonNullable<WaiverReport['floor']>;
  readonly shown?: ShownWaiver;
  readonly waivers?: readonly CertifiedWaiver[];
  readonly findings?: readonly Finding[];
}

/** The document that every command about waivers gives. */
export function waiverReport(
  { certification }: Pick<WaiverRun, 'certification'>,
  action: WaiverReport['action'],
  { done = [], due = [], written = [], removed = [], floor, shown, waivers = [], findings = [] }: WaiverAnswer,
): WaiverReport {
  const { release, mode, now, candidate, reportDigest } = certification;
  return {
    kind: 'assay.waiver-report',
    schemaVersion: 1,
    action,
    release,
    mode,
    now,
    candidateDigest: candidate.digest,
    reportDigest,
    done: [...done],
    due: [...due],
    written: [...written],
    removed: [...removed],
    ...(floor ? { floor } : {}),
    ...(shown ? { shown } : {}),
    waivers: [...waivers],
    findings: [...findings],
    summary: summarize(findings),
  };
}
