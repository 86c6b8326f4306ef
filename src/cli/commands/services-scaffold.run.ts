import { basename, join } from 'node:path';
import { addProvided } from '../../broker/edit-consumes.ts';
import { type ScaffoldLanguage, scaffoldedMethod, scaffoldFiles, sharedFiles } from '../../broker/scaffold.ts';
import { type BrokerTarget, parseTarget, suggestTarget, targetFault } from '../../broker/target.ts';
import { writeScaffold } from '../../broker/write-scaffold.ts';
import type { Provided } from '../../check/provided-targets.ts';
import { readServicesApp } from '../../check/read-services-app.ts';
import type { ServicesChange } from '../../formats/generated/services-change.ts';
import { readFileBytes } from '../../formats/read-file.ts';
import type { ManifestDialect } from '../../manifest/model.ts';
import { EXIT, usageError } from '../../model/errors.ts';
import { SIZE } from '../../model/limits.ts';
import { quote } from '../../model/quote.ts';
import type { Handler } from '../command.ts';
import { servicesChangeText } from '../services-text.ts';

/** Writes what a provided method starts from; nothing that is there is overwritten. */
export const run: Handler = async (args, context) => {
  const [text = ''] = args.positionals;
  const { file: folder, shown } = context.resolve(args.string('app') ?? '.');
  const {
    palette,
    input,
    manifest: { app },
  } = readServicesApp(folder, shown);
  const target = targetNamed(text);
  refuseForeign(target, input.provided);
  const language: ScaffoldLanguage = args.string('lang') === 'python' ? 'python' : 'typescript';
  const file = join(folder, basename(palette.path));
  const before = Buffer.from(readFileBytes(file, palette.path, SIZE.manifest, { replaceable: true })).toString('utf8');
  const content = addProvided(before, target.namespace, target.major, declaredMethod(target, app.dialect));
  const manifest = content === undefined ? undefined : { file, content, shown: palette.path, keepMode: true };
  const files = scaffoldFiles(target, language);
  const report: ServicesChange = {
    kind: 'assay.services-change',
    schemaVersion: 1,
    targets: [{ target: text, kind: 'method', state: content === undefined ? 'unchanged' : 'added' }],
    written: writeScaffold({ folder, shown }, files, sharedFiles(language), manifest),
  };
  return { exit: EXIT.ok, json: report, text: (style) => servicesChangeText(report, style) };
};

function targetNamed(text: string): BrokerTarget {
  const target = parseTarget(text);
  if (target !== undefined) return target;
  const near = suggestTarget(text, []);
  throw usageError(
    'target-malformed',
    `${quote(text)} ${targetFault(text) ?? 'is no target'}`,
    near === undefined ? 'write <namespace>/v<major>#<name>' : `did you mean ${quote(near)}?`,
  );
}

/** What the manifest says of the method, in its dialect's words. */
function declaredMethod(target: BrokerTarget, dialect: ManifestDialect) {
  const method = scaffoldedMethod(target);
  if (dialect !== 'native') return method;
  const { id, scope, input_schema: input, output_schema: output } = method;
  return { id, scope, input, output };
}

/** An app provides one namespace in one major. */
function refuseForeign({ namespace, major }: BrokerTarget, provided: Provided | undefined): void {
  if (provided?.namespace !== undefined && provided.namespace !== namespace)
    throw usageError(
      'target-foreign',
      `the app provides namespace ${quote(provided.namespace)}, and the target is of ${quote(namespace)}`,
      'scaffold it in the app that provides the namespace',
    );
  const [first] = provided?.versions ?? [];
  if (first !== undefined && first.major !== major)
    throw usageError(
      'target-major',
      `the app provides v${first.major}, by version ${quote(first.version)}, and the target is of v${major}`,
      'a new major is a new service: raise the version of the service first',
    );
}
