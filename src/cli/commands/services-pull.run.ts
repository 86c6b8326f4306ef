import { PINNED_FILE } from '../../broker/lock.ts';
import { readLock } from '../../broker/read-lock.ts';
import { writePulled } from '../../broker/write-pulled.ts';
import { fetchCatalog } from '../../check/fetch-broker-catalog.ts';
import { pulledTargets, pullServices } from '../../check/pull-services.ts';
import { readCatalogAt } from '../../check/read-broker-catalog.ts';
import { readServicesApp } from '../../check/read-services-app.ts';
import type { ServicesPull } from '../../formats/generated/services-pull.ts';
import type { AppManifest } from '../../manifest/model.ts';
import { EXIT, inputError, worstExit } from '../../model/errors.ts';
import { summarize } from '../../model/finding.ts';
import { isJsonObject } from '../../model/json/value.ts';
import { FETCH_LIMITS, requiredBrokerSource } from '../broker-source.ts';
import type { Args, CommandResult, Context, Handler } from '../command.ts';
import { appFolder } from '../services-places.ts';
import { servicesPullText } from '../services-text.ts';
import { clientsGenerate } from './clients-generate.ts';

/** Pins what an app consumes, then generates its clients from what was pinned. */
export const run: Handler = async (args, context) => {
  const { folder, shown } = appFolder(args, context);
  const { input, manifest } = readServicesApp(folder, shown);
  if (input.consumed.length + input.requirements.length === 0) throw nothingConsumed(input.app.path);
  const source = await requiredBrokerSource(args, context);
  const targets = input.consumed.map(({ target }) => target);
  const catalog =
    source.from === 'path'
      ? await readCatalogAt(source.file, source.shown)
      : await fetchCatalog(source, { limits: FETCH_LIMITS, targets });
  const before = readLock(folder, shown, true)?.lock;
  const pulled = pullServices(input, catalog);
  const summary = summarize(pulled.findings);
  // A lock that lacks what the app requires would say that all is well.
  const written = summary.errors > 0 ? [] : writePulled(folder, shown, pulled);
  const clients =
    summary.errors > 0 || pulled.lock.targets.length === 0 ? undefined : await generate(args, context, manifest.app);
  const report: ServicesPull = {
    kind: 'assay.services-pull',
    schemaVersion: 1,
    app: input.app.id,
    catalog: { path: catalog.path, form: catalog.form, digest: catalog.digest },
    written,
    targets: pulledTargets(before, pulled.lock),
    clients: isJsonObject(clients?.json) ? { ...clients.json } : null,
    findings: pulled.findings.map((finding) => ({ ...finding, location: { ...finding.location } })),
    summary,
  };
  return {
    exit: worstExit([summary.errors > 0 ? EXIT.findings : EXIT.ok, clients?.exit ?? EXIT.ok]),
    json: report,
    text: (style) => servicesPullText(report, style) + (clients?.text(style) ?? ''),
  };
};

/**
 * Generates the clients that `--output` or the configuration asks for, and palette's own two files in an app of palette
 * where nothing does; undefined for any other app. A configuration that names a contract is a platform's: its clients
 * are made of the whole contract, and not of what one app consumes.
 */
async function generate(args: Args, context: Context, app: AppManifest): Promise<CommandResult | undefined> {
  const config = (await context.config())?.config;
  const isApps = config?.contract === undefined && (config?.clients ?? []).length > 0;
  const asked = args.string('output') !== undefined || isApps;
  if (!asked && app.dialect !== 'palette') return undefined;
  const folder = args.positionals[0] ?? '.';
  const texts: Readonly<Record<string, string | undefined>> = {
    contract: `${folder}/${PINNED_FILE}`,
    output: asked ? args.string('output') : folder,
    lang: args.string('lang') ?? (asked ? undefined : 'ts,py'),
  };
  const { run: generateClients } = await clientsGenerate.load();
  return generateClients(
    {
      string: (name) => texts[name],
      strings: () => [],
      boolean: (name) => name === 'palette' && !asked,
      positionals: [],
    },
    context,
  );
}

function nothingConsumed(path: string): Error {
  return inputError(
    'nothing-consumed',
    `${path} consumes no methods and no events: there is nothing to pull`,
    'add one with `assay services add`',
    { path },
  );
}
