/** One line about each group of commands, for help; a group is listed only when it has a command. */
export const GROUPS: Readonly<Record<string, string>> = {
  api: 'snapshot, compare, import and export API contracts',
  'api history': 'the released contracts of a platform',
  bundle: 'pack, sign, verify and look into app bundles',
  catalog: 'write, sign, verify and compare catalogs and their entries',
  'catalog repo': 'keep, publish and verify a signed repository of bundles (TUF)',
  clients: 'generate typed clients, and find drift',
  compat: 'whether apps run on a platform version',
  delivery: 'resolve, freeze, promote and roll back what users receive',
  evidence: "import other tools' reports as evidence, and sign it",
  keys: 'make and inspect signing keys',
  manifest: 'validate and normalise app manifests',
  report: 'show a saved certification in any format',
  services: "what a platform's broker offers, and what apps need of it",
  surfaces: 'verify and lock versioned surfaces',
  waiver: 'write, approve, revoke and prune waivers',
  findings: 'accept what is found for a time, by a signed list that only shrinks',
};
