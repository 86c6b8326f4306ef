import type { BrokerCatalog } from '../../broker/catalog-model.ts';
import { readLock } from '../../broker/read-lock.ts';
import type { Consumer } from '../../check/broker-input.ts';
import { fetchCatalog } from '../../check/fetch-broker-catalog.ts';
import { readCatalogAt } from '../../check/read-broker-catalog.ts';
import { readPinned, readServicesApp, readServicesInput, type ServicesApp } from '../../check/read-services-app.ts';
import { judgeServices } from '../../check/services-report.ts';
import { EXIT } from '../../model/errors.ts';
import { brokerSource, FETCH_LIMITS, requiredBrokerSource } from '../broker-source.ts';
import type { Args, Context, Handler } from '../command.ts';
import { appFolder, clientFolders } from '../services-places.ts';
import { servicesReportText } from '../services-text.ts';

/** Judges an app's folder by every rule about the broker. */
export const run: Handler = async (args, context) => {
  const place = appFolder(args, context);
  const app = readServicesApp(place.folder, place.shown);
  const catalog = await catalogOf(args, context, app, place);
  const { input, mocks } = await readServicesInput(app, place, await clientFolders(context, place.folder), catalog);
  const consumers = await consumersOf(args, context);
  const judged = { ...input, ...(consumers === undefined ? {} : { consumers }) };
  const report = judgeServices(judged, mocks, { strict: args.boolean('strict') });
  return {
    exit: report.summary.errors > 0 ? EXIT.findings : EXIT.ok,
    json: report,
    text: (style) => servicesReportText(report, style),
  };
};

async function consumersOf(args: Args, context: Context): Promise<readonly Consumer[] | undefined> {
  const apps = args.strings('consumer');
  if (apps.length === 0) return undefined;
  const { readConsumers } = await import('../../check/read-app-uses.ts');
  return readConsumers(apps.map((path) => context.resolve(path)));
}

/** What the broker offers; where nobody says where to look, what was pulled. */
async function catalogOf(
  args: Args,
  context: Context,
  { input }: ServicesApp,
  { folder, shown }: { readonly folder: string; readonly shown: string },
): Promise<BrokerCatalog | undefined> {
  const source = await brokerSource(args, context);
  if (source?.from === 'path') return readCatalogAt(source.file, source.shown);
  const targets = input.consumed.map(({ target }) => target);
  if (source?.from === 'url') return fetchCatalog(source, { limits: FETCH_LIMITS, targets });
  const lock = readLock(folder, shown);
  if (lock !== undefined) return readPinned(folder, shown, lock);
  // An app that consumes nothing has nothing to look up.
  if (input.consumed.length + input.requirements.length > 0) await requiredBrokerSource(args, context);
  return undefined;
}
