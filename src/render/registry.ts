import type { Certification } from '../formats/generated/certification.ts';
import { REPORT_FORMATS, type ReportFormat } from '../model/report-formats.ts';
import { renderCtrf } from './ctrf.ts';
import { renderGithub } from './github.ts';
import { renderJson } from './json.ts';
import { type JunitWaived, renderJunit } from './junit.ts';
import { renderMd } from './md.ts';
import { renderSarif } from './sarif.ts';
import { renderSarifGithub } from './sarif-github.ts';
import type { Style } from './style.ts';
import { renderText } from './text.ts';
import { renderWaiversCsv } from './waivers-csv.ts';

/** A report: from the certification alone, so that a saved one gives byte for byte what the run gave. */
export type Renderer = (certification: Certification, style: Style) => string;

/** Every report format, one line each. */
export const RENDERERS: Readonly<Record<ReportFormat, Renderer>> = {
  text: renderText,
  json: renderJson,
  md: (certification) => renderMd(certification),
  sarif: renderSarif,
  'sarif-github': renderSarifGithub,
  junit: (certification) => renderJunit(certification),
  ctrf: renderCtrf,
  github: renderGithub,
  'waivers-csv': renderWaiversCsv,
};

const plain = (text: string): string => text;
const PLAIN: Style = { bold: plain, dim: plain, error: plain, warning: plain, ok: plain };

/**
 * Every report of a certification as a file gets it, by format; nothing is made before it is asked for.
 * @param junitWaived what a waived unit is in junit: skipped for whoever draws pictures, a failure for whoever must not miss it
 */
export function reportsOf(
  certification: Certification,
  junitWaived: JunitWaived = 'skipped',
): Readonly<Record<string, () => string>> {
  const reports = REPORT_FORMATS.map((format) => [format, () => RENDERERS[format](certification, PLAIN)] as const);
  return { ...Object.fromEntries(reports), junit: () => renderJunit(certification, junitWaived) };
}
