import { checkManifest } from '../../check/check-manifest.ts';
import type { NormalizedManifest } from '../../formats/generated/normalized-manifest.ts';
import { writeFileAtomic } from '../../formats/write-file.ts';
import type { LoadedManifest } from '../../manifest/dialects.ts';
import type { Loss } from '../../manifest/native-form.ts';
import { type NormalisedManifest, normaliseManifest, toNative } from '../../manifest/normalise.ts';
import { readManifestFile } from '../../manifest/read-manifest.ts';
import { digestJson } from '../../model/digest.ts';
import { EXIT, usageError } from '../../model/errors.ts';
import { summarize } from '../../model/finding.ts';
import { quote } from '../../model/quote.ts';
import type { Args, Handler } from '../command.ts';
import { normalizedText } from '../normalized-text.ts';
import { outputPlace } from '../output-place.ts';

/** Normalises one manifest; writes nothing where two spellings of one key say different things. */
export const run: Handler = async (args, context) => {
  const input = context.resolve(args.positionals[0] ?? '');
  const output = outputPlace(args, context, input);
  const manifest = readManifestFile(input.file, input.shown);
  const findings = checkManifest(manifest).filter(({ ruleId }) => ruleId === 'manifest/alias-conflict');
  const shared = {
    kind: 'assay.normalized-manifest',
    schemaVersion: 1,
    dialect: manifest.app.dialect,
    input: input.shown,
    findings,
    summary: summarize(findings),
  } as const;
  if (findings.length > 0) {
    const report: NormalizedManifest = { ...shared, output: null, digest: null, mapped: [], kept: [] };
    return { exit: EXIT.findings, json: report, text: (style) => normalizedText(report, style) };
  }
  const { json, text, mapped, kept, lost } = inDialect(args, manifest);
  if (lost !== undefined && lost.length > 0 && !args.boolean('allow-loss')) {
    const report: NormalizedManifest = { ...shared, output: null, digest: null, mapped: [], kept: [], lost: [...lost] };
    return { exit: EXIT.findings, json: report, text: (style) => normalizedText(report, style) };
  }
  const digest = digestJson(json);
  // In the order of the canonical text.
  const document: Record<string, unknown> = JSON.parse(text);
  if (output !== undefined) writeFileAtomic(output.file, text, output.shown);
  if (output === undefined) {
    for (const { id, reason } of kept) context.progress(`${id} stays under requires: ${reason}`);
    for (const { at, reason } of lost ?? []) context.progress(`${quote(at)} is lost: ${reason}`);
  }
  const report: NormalizedManifest = {
    ...shared,
    output: output?.shown ?? null,
    digest,
    mapped: [...mapped],
    kept: [...kept],
    ...(lost === undefined ? {} : { lost: [...lost] }),
    ...(output === undefined ? { document } : {}),
  };
  return {
    exit: EXIT.ok,
    json: report,
    text: (style) => (output === undefined ? text : normalizedText(report, style)),
    digest,
    // A terminal gets the text with its control characters escaped, a file and a pipe get every byte.
    ...(output === undefined && !context.io.stdout.isTTY ? { verbatim: text } : {}),
  };
};

/** A manifest in its own dialect's form, or in the native one with what is lost. */
function inDialect(args: Args, manifest: LoadedManifest): NormalisedManifest & { readonly lost?: readonly Loss[] } {
  if (args.string('to') === 'native') return toNative(manifest);
  if (args.boolean('allow-loss'))
    throw usageError('allow-loss-without-to', '--allow-loss is about --to', 'name the dialect with --to native');
  return normaliseManifest(manifest);
}
