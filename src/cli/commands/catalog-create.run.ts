import { formatCatalog } from '../../catalog/format-catalog.ts';
import { readSecurityPolicyFile } from '../../catalog/read-catalog.ts';
import { catalogReport } from '../../check/catalog-report.ts';
import { judgeDraft } from '../../check/judge-catalog.ts';
import { readDraftEntries } from '../../check/read-draft-entries.ts';
import { writeFileAtomic } from '../../formats/write-file.ts';
import { digestBytes } from '../../model/digest.ts';
import { EXIT } from '../../model/errors.ts';
import { summarize } from '../../model/finding.ts';
import { formatInstant, instantOf } from '../../trust/crypta/instant.ts';
import { catalogText } from '../catalog-text.ts';
import type { Handler } from '../command.ts';
import { refuseInput } from '../refuse-input.ts';

/** Makes one catalog; nothing is written where an entry contradicts its bundle beyond repair. */
export const run: Handler = async (args, context) => {
  const output = context.resolve(args.string('output') ?? '');
  const bundles = args.string('bundles');
  const policy = args.string('security-policy');
  const drafts = readDraftEntries(
    args.strings('entry').map((path) => context.resolve(path)),
    {
      receipts: args.strings('review-receipt').map((path) => context.resolve(path)),
      ...(bundles === undefined ? {} : { bundles: context.resolve(bundles) }),
    },
  );
  const { advisories, denylist } = policy === undefined ? { advisories: [], denylist: [] } : policyAt(policy);
  const now = instantOf(await context.now());
  const { text, catalog } = formatCatalog(
    {
      id: args.string('catalog-id') ?? '',
      name: args.string('name') ?? '',
      generatedAt: formatInstant(now),
      ...{ advisories, denylist, entries: drafts.map(({ content }) => content) },
    },
    output.shown,
  );
  const strict = args.boolean('strict');
  const judgement = judgeDraft(catalog, drafts, { strict, now });
  const refused = summarize(judgement.findings).errors > 0;
  refuseInput(output);
  if (!refused) writeFileAtomic(output.file, text, output.shown);
  const report = catalogReport({ catalog, digest: digestBytes(text) }, judgement, {
    action: refused ? 'refused' : 'created',
    strict,
    signature: { status: 'none' },
    ...(refused ? {} : { written: [output.shown] }),
  });
  return { exit: refused ? EXIT.findings : EXIT.ok, json: report, text: (style) => catalogText(report, style) };

  function policyAt(path: string) {
    const { file, shown } = context.resolve(path);
    return readSecurityPolicyFile(file, shown);
  }
};
