import { fetchCatalog } from '../../check/fetch-broker-catalog.ts';
import { planServices } from '../../check/plan-services.ts';
import { readCatalogAt } from '../../check/read-broker-catalog.ts';
import { readServicesApp } from '../../check/read-services-app.ts';
import { EXIT, inputError } from '../../model/errors.ts';
import { quote } from '../../model/quote.ts';
import { brokerSource, FETCH_LIMITS } from '../broker-source.ts';
import type { Handler } from '../command.ts';
import { servicesPlanText } from '../services-text.ts';

/** Plans the installation of the apps of some folders. */
export const run: Handler = async (args, context) => {
  const apps = args.positionals.map((path) => {
    const { file, shown } = context.resolve(path);
    return readServicesApp(file, shown).input;
  });
  refuseRepeats(apps.map(({ app }) => app));
  const source = await brokerSource(args, context);
  const catalog =
    source === undefined
      ? undefined
      : source.from === 'path'
        ? await readCatalogAt(source.file, source.shown)
        : await fetchCatalog(source, { limits: FETCH_LIMITS });
  const plan = planServices(apps, catalog);
  return {
    exit: plan.summary.errors > 0 ? EXIT.findings : EXIT.ok,
    json: plan,
    text: (style) => servicesPlanText(plan, style),
  };
};

/** Two folders of one app would be two answers to every question. */
function refuseRepeats(apps: readonly { readonly id: string; readonly path: string }[]): void {
  const repeated = apps.find(({ id }, at) => apps.findIndex((other) => other.id === id) !== at);
  if (repeated !== undefined)
    throw inputError(
      'plan-app-twice',
      `${repeated.path} is the app ${quote(repeated.id)}, which is in the plan already`,
      'give each app once',
      { path: repeated.path },
    );
}
