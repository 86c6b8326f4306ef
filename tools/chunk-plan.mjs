// Which modules each lazy chunk imports ahead of its own, so that esbuild cuts few and large shared chunks. Where it
// splits, it makes one file for each set of entries that share a piece: dozens of small files for one command, each of
// which Node has to resolve, read and link (about half a millisecond).

/** Loaded with every command anyway; all that they need becomes one file. */
const SHELL = ['src/cli/main.ts', 'src/cli/run-call.ts'];
/** Built first, and loaded by nothing lazy. */
const EARLY = [...SHELL, 'src/bin.ts', 'src/index.ts'];
/** What these need, beyond those before them, is kept together: an entry that uses a quarter of it takes all. */
const FAMILIES = ['src/contract/read-contract.ts', 'src/cli/commands/api-diff.run.ts'];
/** A module that such a share of the entries use, and that is no larger, is cheaper together with its like than alone. */
const COMMON = { share: 0.4, bytes: 9_000 };

/**
 * @param metafile of a build of the same entries without a plan
 * @returns for each lazy entry the modules to import first
 */
export function chunkPlan({ inputs, outputs }) {
  const sizes = new Map(
    Object.values(outputs).flatMap((output) =>
      Object.entries(output.inputs).map(([module, { bytesInOutput }]) => [module, bytesInOutput]),
    ),
  );
  const bytes = (modules) => modules.reduce((sum, module) => sum + (sizes.get(module) ?? 0), 0);
  const entries = Object.values(outputs).flatMap(({ entryPoint }) => entryPoint ?? []);
  const lazy = entries.filter((entry) => !EARLY.includes(entry));
  const shell = new Set(SHELL.flatMap((module) => [...reached(inputs, module)]));
  const needs = new Map(lazy.map((entry) => [entry, without(reached(inputs, entry), shell)]));

  const grouped = new Set(shell);
  const families = FAMILIES.map((root) => {
    const family = [...without(reached(inputs, root), grouped)];
    for (const module of family) grouped.add(module);
    const takes = (entry) => 4 * bytes(family.filter((module) => needs.get(entry).has(module))) >= bytes(family);
    return { root, family, takers: new Set(lazy.filter(takes)) };
  });
  const uses = (module) => lazy.filter((entry) => needs.get(entry).has(module)).length;
  const isCommon = (module) => sizes.get(module) <= COMMON.bytes && uses(module) >= COMMON.share * lazy.length;
  const common = [...new Set([...needs.values()].flatMap((modules) => [...modules]))].filter(
    // Nothing that brings something else along.
    (module) => module.startsWith('src/') && [...without(reached(inputs, module), shell)].every(isCommon),
  );

  // Who uses less than a quarter of that takes what anybody of those uses: two files, and no more.
  const usesMuch = (entry) => 4 * bytes(common.filter((module) => needs.get(entry).has(module))) >= bytes(common);
  const light = lazy.filter((entry) => !usesMuch(entry));
  const ground = common.filter((module) => light.some((entry) => needs.get(entry).has(module)));

  return new Map(
    lazy.map((entry) => {
      // Who imports this entry like any other module gets what it imports, and has to want it too.
      const importers = lazy.filter((other) => other === entry || needs.get(other).has(entry));
      const taken = families.filter(
        ({ family, takers }) => !family.includes(entry) && importers.every((importer) => takers.has(importer)),
      );
      const wanted = importers.every(usesMuch) ? common : ground;
      const shared = common.some((module) => needs.get(entry).has(module)) ? wanted : [];
      return [entry, [...SHELL, ...shared.filter((module) => module !== entry), ...taken.map(({ root }) => root)]];
    }),
  );
}

/** A module and all that it imports, at any depth, without what is loaded later. */
function reached(inputs, root) {
  const found = new Set();
  const pending = [root];
  for (let module = pending.pop(); module !== undefined; module = pending.pop()) {
    if (found.has(module) || inputs[module] === undefined) continue;
    found.add(module);
    for (const { path, kind } of inputs[module].imports) if (kind === 'import-statement') pending.push(path);
  }
  return found;
}

function without(modules, others) {
  return new Set([...modules].filter((module) => !others.has(module)));
}
