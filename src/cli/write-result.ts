import { jsonText } from '../model/printable-json.ts';
import type { CommandResult, Style } from './command.ts';
import type { OutputPlan } from './outputs.ts';
import { printableText } from './printable.ts';
import { refuseInput } from './refuse-input.ts';
import { refuseSecrets } from './refuse-secrets.ts';
import { isPlain, PLAIN } from './style.ts';

/**
 * Delivers a result: first the files, all or none, then the one form that stdout carries.
 * @param style of stdout; asked for where people read it, because looking for a terminal costs time
 * @throws AssayError output-unwritable, output-is-the-input, secret-in-output
 */
export async function writeResult(
  result: CommandResult,
  plan: OutputPlan,
  print: (text: string) => void,
  style: () => Style,
  isPublic: boolean,
): Promise<void> {
  if (!isPublic) refuseSecrets(result);
  if (plan.files.length > 0) {
    for (const target of plan.files) refuseInput(target);
    const { writeFilesAtomic } = await import('../formats/write-file.ts');
    writeFilesAtomic(
      plan.files.map(({ format, file, shown }) => ({ file, shown, content: formOf(result, format, () => PLAIN) })),
    );
  }
  if (plan.stdout !== undefined) print(formOf(result, plan.stdout, style));
}

/** The result in one format, byte for byte as a file or a pipe gets it. */
function formOf(result: CommandResult, format: string, styleOf: () => Style): string {
  if (format === 'json') return result.jsonVerbatim ?? jsonText(result.json);
  if (format === 'text') {
    if (result.verbatim !== undefined) return result.verbatim;
    const style = styleOf();
    return printableText(result.text(style), !isPlain(style));
  }
  const report = result.reports?.[format];
  if (report === undefined) throw new Error(`the command declares the format ${format} and makes no such report`);
  return report();
}
