import { join } from 'node:path';
import { isFile, readStamp, stampFile, stampFolder, writeStamp } from '../../codegen/store-stamp.ts';
import type { ClientReport } from '../../formats/generated/client-report.ts';
import { EXIT } from '../../model/errors.ts';
import { clientReportText } from '../client-text.ts';
import type { Args, CommandResult, Context, Handler } from '../command.ts';
import type { LoadedConfig } from '../config.ts';
import { VERSION } from '../version.ts';

const OPTIONS = ['contract', 'lang', 'output', 'package', 'py-models'] as const;
// What people are told needs no list of losses, so a run with --json is another run.
const SWITCHES = ['json', 'palette', 'validators'] as const;

/** Says again what the last run said where nothing it looked at has changed; else generates, and remembers. */
export const run: Handler = async (args, context) => {
  const loaded = await context.config();
  const file = stampOf(args, context, loaded);
  const check = args.boolean('check');
  const known = file === undefined ? undefined : readStamp(file);
  if (known) return resultOf({ ...known, check });
  const { generateClients } = await import('./clients-generate-all.run.ts');
  const { report, folders } = await generateClients(args, context);
  if (file !== undefined && !check && report.findings.length === 0 && isSettled(report, args, loaded))
    writeStamp(file, report, folders);
  return resultOf(report);
};

/** False where the next run may do more: a package's version moves by what its folder was before. */
function isSettled({ clients }: ClientReport, args: Args, loaded: LoadedConfig | undefined): boolean {
  const packages =
    args.string('package') !== undefined || (loaded?.config.clients ?? []).some((one) => 'package' in one);
  return !packages || clients.every(({ files }) => files.every(({ state }) => state === 'unchanged'));
}

function resultOf(json: ClientReport): CommandResult {
  return {
    exit: json.findings.length > 0 ? EXIT.findings : EXIT.ok,
    json,
    text: (style) => clientReportText(json, style),
  };
}

/** The stamp of a run; undefined where there is no place for one, or the run looks at more than files. */
function stampOf(args: Args, context: Context, loaded: LoadedConfig | undefined): string | undefined {
  const folder = stampFolder(context.io.env);
  const contract = contractFile(args, context, loaded);
  // What a folder stands for depends on what else is in it.
  if (folder === undefined || contract === undefined || !isFile(contract)) return undefined;
  const given = [...OPTIONS.map((name) => args.string(name) ?? null), ...SWITCHES.map((name) => args.boolean(name))];
  return stampFile(folder, [VERSION, context.resolve('.').file, loaded?.root ?? null, loaded?.path ?? null, ...given]);
}

function contractFile(args: Args, context: Context, loaded: LoadedConfig | undefined): string | undefined {
  const flag = args.string('contract');
  if (flag !== undefined) return context.resolve(flag).file;
  const path = loaded?.config.contract?.source ?? loaded?.config.contract?.snapshot;
  return loaded === undefined || path === undefined ? undefined : join(loaded.root, path);
}
