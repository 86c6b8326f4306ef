import { openBundle } from '../../bundle/read-bundle.ts';
import { openDirectory } from '../../bundle/read-directory.ts';
import { inspectBundle } from '../../check/inspect-bundle.ts';
import { readKnownNames } from '../../check/read-known-names.ts';
import { readContract } from '../../contract/read-contract.ts';
import { mergeVocabularies, vocabularyOf } from '../../contract/vocabulary.ts';
import { readManifest } from '../../manifest/read-manifest.ts';
import { EXIT } from '../../model/errors.ts';
import { bundlePlace } from '../bundle-places.ts';
import type { Handler } from '../command.ts';
import { inspectionText } from '../inspection-text.ts';
import { contractPlace, namePlaces } from '../target-contract.ts';

/** Shows what one bundle asks for. */
export const run: Handler = async (args, context) => {
  const { kind, file, shown } = bundlePlace(args, context);
  const bundle = kind === 'bundle-dir' ? openDirectory(file, shown) : openBundle(file, shown);
  const manifest = readManifest(bundle);
  const target = await contractPlace(args, context);
  const contract = target === undefined ? undefined : await readContract(target.file, target.shown);
  const known = await readKnownNames(await namePlaces(args, context), manifest.app, contract);
  const own = contract === undefined ? [] : vocabularyOf(contract.contract);
  const report = inspectBundle(bundle, manifest, mergeVocabularies(own, known ?? []));
  return { exit: EXIT.ok, json: report, text: (style) => inspectionText(report, style) };
};
