import { packFolder } from '../../bundle/pack-folder.ts';
import { digestsReport } from '../../check/verify-bundle.ts';
import type { BundleWritten } from '../../formats/generated/bundle-written.ts';
import { writeFileAtomic } from '../../formats/write-file.ts';
import { EXIT, usageError } from '../../model/errors.ts';
import { quote } from '../../model/quote.ts';
import { bundleWrittenText } from '../bundle-text.ts';
import type { Args, Context, Handler } from '../command.ts';

/** Packs one folder, and writes the bundle only when the strict reader takes it. */
export const run: Handler = async (args, context) => {
  const folder = context.resolve(args.string('bundle-dir') ?? '');
  const output = context.resolve(args.string('output') ?? '');
  if (output.file === folder.file || output.file.startsWith(`${folder.file.replace(/\/+$/, '')}/`))
    throw usageError('output-in-bundle', `${output.shown} would be a part of what is packed`, 'write it elsewhere');
  const { bytes, files, leftOut, digests } = packFolder(folder.file, folder.shown, {
    form: formOf(output.shown),
    epoch: epochOf(context),
    sameGzip: strictly(args),
  });
  writeFileAtomic(output.file, bytes, output.shown);
  const report: BundleWritten = {
    kind: 'assay.bundle-written',
    schemaVersion: 1,
    action: 'packed',
    input: folder.shown,
    output: [output.shown],
    files,
    leftOut: [...leftOut],
    digests: digestsReport(digests),
  };
  return { exit: EXIT.ok, json: report, text: (style) => bundleWrittenText(report, style) };
};

function strictly(args: Args): boolean {
  return args.string('reproducible') === 'strict';
}

function formOf(shown: string): 'tgz' | 'zip' {
  if (/\.(?:tgz|tar\.gz)$/.test(shown)) return 'tgz';
  if (shown.endsWith('.zip')) return 'zip';
  throw usageError('bundle-form', `${shown} is named like no bundle`, 'give a name that ends with .tgz or .zip');
}

/** SOURCE_DATE_EPOCH, where it is set: the time of every entry of a .tgz. */
function epochOf({ io }: Context): number | undefined {
  const text = io.env.SOURCE_DATE_EPOCH;
  if (text === undefined || text === '') return undefined;
  if (/^\d{1,10}$/.test(text) && Number(text) <= 0o77777777777) return Number(text);
  throw usageError(
    'source-date-epoch',
    `SOURCE_DATE_EPOCH is no time that an archive can have: ${quote(text)}`,
    'set it to whole seconds since 1970',
  );
}
