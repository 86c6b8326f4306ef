import { loadCatalog } from '../../catalog/read-signed-catalog.ts';
import { contentDigest } from '../../certify/bundle-digest.ts';
import { catalogCertified } from '../../certify/catalog-certified.ts';
import { readCertification } from '../../certify/read-certification.ts';
import { catalogReport } from '../../check/catalog-report.ts';
import { breaksCatalogIntegrity, judgeCatalog } from '../../check/judge-catalog.ts';
import { readFileBytes } from '../../formats/read-file.ts';
import { writeFileAtomic } from '../../formats/write-file.ts';
import type { Digest } from '../../model/digest.ts';
import { EXIT } from '../../model/errors.ts';
import { SIZE } from '../../model/limits.ts';
import { checkSigner } from '../../trust/crypta/check-signer.ts';
import { instantOf } from '../../trust/crypta/instant.ts';
import { parseKeyRegistry } from '../../trust/crypta/parse-key-registry.ts';
import { signCatalog } from '../../trust/crypta/sign-catalog.ts';
import { readSigner } from '../../trust/external-signer/read-signer.ts';
import { bundlesPlace, catalogPlace, signaturePlace } from '../catalog-places.ts';
import { catalogText } from '../catalog-text.ts';
import type { Args, Context, Handler } from '../command.ts';
import { keyId } from '../key-id.ts';
import { refuseInput } from '../refuse-input.ts';
import { signerFlag } from '../signer-options.ts';
import { stepProgress } from '../step-progress.ts';

/** Signs one catalog. What it says of its bundles is judged strictly first; only a certification's waiver lets more pass. */
export const run: Handler = async (args, context) => {
  const id = keyId(args);
  const flag = signerFlag(args, context);
  const place = catalogPlace(args.string('catalog') ?? '', context);
  const output = signaturePlace(args.string('output'), place, context);
  const loaded = loadCatalog(place, output, undefined);
  const now = await context.now();
  const contents = new Map<string, Digest>();
  const judgement = judgeCatalog(loaded.catalog, {
    strict: true,
    now: instantOf(now),
    seen: ({ id: app }, { bundle }) => contents.set(app, contentDigest(bundle)),
    bundles: bundlesPlace(args, place, context),
    step: stepProgress('compared', args, context),
  });
  const certification = await certificationOf(args, context);
  const waived = certification === undefined ? [] : catalogCertified(loaded.catalog, certification, contents, now);
  const errors = judgement.findings.filter(({ severity }) => severity === 'error');
  const open = errors.filter(({ fingerprint }) => !waived.includes(fingerprint));
  const refused = open.length > 0;
  const signature = refused ? undefined : signCatalog(loaded.bytes, id, signerOf(), output.shown);
  refuseInput(output);
  if (signature !== undefined) writeFileAtomic(output.file, signature.text, output.shown);
  const passed = errors.filter((error) => !open.includes(error)).map(({ fingerprint }) => fingerprint);
  const report = catalogReport(loaded, judgement, {
    action: refused ? 'refused' : 'signed',
    strict: true,
    signature:
      signature === undefined
        ? { status: 'none' }
        : { status: 'signed', path: output.shown, keyId: id, fingerprint: signature.fingerprint },
    ...(certification === undefined
      ? {}
      : { certification: { path: certification.path, decision: certification.certification.decision } }),
    ...(passed.length === 0 ? {} : { waived: passed }),
    ...(refused ? {} : { written: [output.shown] }),
  });
  const exit = open.some(breaksCatalogIntegrity) ? EXIT.integrity : refused ? EXIT.findings : EXIT.ok;
  return { exit, json: report, text: (style) => catalogText(report, style) };

  function signerOf() {
    const signer = readSigner(flag, context.io);
    const keys = args.string('trusted-keys');
    if (keys !== undefined) {
      const { file, shown } = context.resolve(keys);
      const registry = parseKeyRegistry(readFileBytes(file, shown, SIZE.catalog), shown);
      checkSigner(id, signer.publicKey, registry, instantOf(now));
    }
    return signer;
  }
};

async function certificationOf(args: Args, context: Context) {
  const given = args.string('certification');
  if (given === undefined) return undefined;
  const { file, shown } = context.resolve(given);
  return { path: shown, certification: await readCertification(file, shown) };
}
