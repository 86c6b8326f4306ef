import { dirname, relative } from 'node:path';
import { openBundle } from '../../bundle/read-bundle.ts';
import { parseEntryDescriptor } from '../../catalog/entry-descriptor.ts';
import { propertyText } from '../../catalog/property-text.ts';
import { entryReport, repeatedProperties } from '../../check/entry-report.ts';
import { judgeDescriptor } from '../../check/judge-catalog.ts';
import { readCatalogTrust } from '../../check/read-catalog-trust.ts';
import { verifiedBundle } from '../../check/read-entry-bundle.ts';
import { writeFileAtomic } from '../../formats/write-file.ts';
import { EXIT, usageError } from '../../model/errors.ts';
import { quote } from '../../model/quote.ts';
import { instantOf } from '../../trust/crypta/instant.ts';
import { trustPlaces } from '../catalog-trust.ts';
import type { Args, Context, Handler } from '../command.ts';
import { entryText } from '../entry-text.ts';
import { refuseInput } from '../refuse-input.ts';

/** Writes one descriptor; what was set by hand against the bundle is a finding, and keeps an error from being written. */
export const run: Handler = async (args, context) => {
  const place = context.resolve(args.string('bundle') ?? '');
  const output = context.resolve(args.string('output') ?? '');
  const verified = verifiedBundle(openBundle(place.file, place.shown), await bundleTrust(args, context));
  const properties = new Map([
    ['artifact.path', relative(dirname(output.file), place.file).replaceAll('\\', '/')],
    ['bundle.uri', args.string('bundle-uri') ?? ''],
    ['summary', args.string('summary') ?? ''],
    ...repeatedProperties(verified),
    ...args.strings('set').map(assignment),
  ]);
  const text = propertyText([...properties], output.shown);
  const descriptor = parseEntryDescriptor(text, output.shown);
  const findings = judgeDescriptor({ descriptor, verified }, false);
  const refused = findings.some(({ severity }) => severity === 'error');
  refuseInput(output);
  if (!refused) writeFileAtomic(output.file, text, output.shown, { overwrite: args.boolean('overwrite') });
  const written = refused ? [] : [...properties.keys()];
  const report = entryReport(refused ? 'unchanged' : 'written', output.shown, verified, written, findings);
  return { exit: refused ? EXIT.findings : EXIT.ok, json: report, text: (style) => entryText(report, style) };
};

/** @throws AssayError property-invalid (usage) */
function assignment(text: string): [string, string] {
  const sign = text.indexOf('=');
  if (sign > 0 && !/[\r\n]/.test(text)) return [text.slice(0, sign).trim(), text.slice(sign + 1)];
  throw usageError(
    'property-invalid',
    `--set takes a property, not ${quote(text)}`,
    'write it as key=value, on one line',
  );
}

async function bundleTrust(args: Args, context: Context) {
  const now = await context.now();
  const { bundleKeys } = readCatalogTrust(trustPlaces(args, context), instantOf(now));
  return bundleKeys === undefined ? undefined : { registry: bundleKeys, now };
}
