// Who may import whom. Every rule carries its reason; testing/layering.test.ts breaks each one once.
const test = '\\.test\\.ts$';
const JUDGEMENT = 'check|decide|attest|render|codegen';
const THINGS = 'contract|manifest|broker|bundle|catalog|delivery|repository|surfaces';
const GROUND = 'trust|schema-diff|fetch|formats|model';

/** One npm package, one room. */
const owner = (name, rooms, reason) => ({
  name: `owner-${name}`,
  comment: reason,
  severity: 'error',
  from: { path: '^src/', pathNot: [test, ...rooms] },
  to: { path: `^node_modules/(@types/)?${name}/` },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'a circle has no bottom to start reading from',
      severity: 'error',
      from: { pathNot: test },
      to: { circular: true },
    },
    {
      name: 'not-to-unresolvable',
      comment: 'an import that leads nowhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'model-is-the-bottom',
      comment: 'model holds nouns and pure helpers for all: it imports nothing of ours',
      severity: 'error',
      from: { path: '^src/model/', pathNot: test },
      to: { path: '^src/(?!model/)' },
    },
    {
      name: 'ground-stays-below',
      comment: 'trust, schema-diff, fetch and formats serve every room and know none',
      severity: 'error',
      from: { path: '^src/(trust|schema-diff|fetch|formats)/', pathNot: test },
      to: { path: `^src/(?!${GROUND})` },
    },
    {
      name: 'ground-rooms-apart',
      comment: 'schema-diff is pure algorithm and trust is cryptography: they share the ground below, not each other',
      severity: 'error',
      from: { path: '^src/(trust|schema-diff)/', pathNot: test },
      to: { path: '^src/(trust|schema-diff)/', pathNot: '^src/$1/' },
    },
    {
      name: 'formats-know-only-the-model',
      comment: "formats turn unknown into typed; what the types mean is the rooms' business",
      severity: 'error',
      from: { path: '^src/formats/', pathNot: test },
      to: { path: '^src/(?!formats/|model/)' },
    },
    {
      name: 'things-know-no-judgement',
      comment: 'a contract, bundle or catalog is what it is, whoever judges it',
      severity: 'error',
      from: { path: `^src/(${THINGS})/`, pathNot: test },
      to: { path: `^src/(cli|certify|${JUDGEMENT})/` },
    },
    {
      name: 'things-know-only-models-of-things',
      comment:
        'a catalog entry names a manifest and a manifest lies in a bundle, as in the world; readers stay at home',
      severity: 'error',
      from: { path: `^src/(${THINGS})/`, pathNot: test },
      to: { path: `^src/(${THINGS})/`, pathNot: ['^src/$1/', '/[a-z-]*model\\.ts$'] },
    },
    {
      name: 'judgement-rooms-apart',
      comment: 'only certify, the commands and index.ts compose judgement',
      severity: 'error',
      from: { path: `^src/(${JUDGEMENT})/`, pathNot: test },
      to: { path: `^src/(certify|${JUDGEMENT})/`, pathNot: '^src/$1/' },
    },
    {
      name: 'judgement-knows-no-cli',
      comment: 'rooms must serve the library as well as the command',
      severity: 'error',
      from: { path: `^src/(certify|${JUDGEMENT})/`, pathNot: test },
      to: { path: '^src/(cli/|bin\\.ts|index\\.ts)' },
    },
    {
      name: 'decide-and-render-are-pure',
      comment: 'a decision and a rendering come from the documents given, so that they can be repeated from them',
      severity: 'error',
      from: { path: '^src/(decide|render)/', pathNot: test },
      to: { path: `^src/(${THINGS}|trust|schema-diff)/` },
    },
    {
      name: 'cli-shell-stays-light',
      comment: 'only a .run.ts handler, loaded when it is called, may reach the rooms: --help must load nothing heavy',
      severity: 'error',
      from: { path: '^src/(cli|bin\\.ts)', pathNot: [test, '\\.run\\.ts$'] },
      to: { path: `^src/(certify|${JUDGEMENT}|${THINGS}|trust|schema-diff)/` },
    },
    {
      name: 'handlers-load-late',
      comment: 'a handler is imported by its own command alone, and dynamically',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { path: '\\.run\\.ts$', dependencyTypesNot: ['dynamic-import'] },
    },
    {
      name: 'nobody-imports-the-top',
      comment: 'bin.ts and index.ts are doors, not rooms',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { path: '^src/(bin|index)\\.ts$' },
    },
    {
      name: 'files-only-at-the-edge',
      comment: 'effects live in files named read*, write* or store*, so that the rest can be tested with values',
      severity: 'error',
      from: { path: '^src/', pathNot: [test, '/(read|write|store)[a-z-]*\\.ts$', '^src/bin\\.ts$'] },
      to: { path: '^(node:)?fs(/promises)?$', dependencyTypes: ['core'] },
    },
    {
      name: 'network-only-in-pull-and-live',
      comment: 'assay works offline; only what a user points at a URL may open a socket',
      severity: 'error',
      from: { path: '^src/', pathNot: [test, '/(fetch|pull)[a-z-]*\\.ts$'] },
      to: { path: '^(node:)?(http|https|net|tls|dns|dgram|http2)(/promises)?$', dependencyTypes: ['core'] },
    },
    owner('yargs', ['^src/cli/main\\.ts$', '^src/cli/parse[a-z-]*\\.ts$'], 'the shell alone parses arguments'),
    owner(
      'ajv',
      ['^src/formats/', '^src/schema-diff/', '^src/codegen/', '^src/broker/'],
      "our own formats are precompiled; at run time only users' schemas are compiled",
    ),
    owner('yaml', ['^src/formats/'], 'every yaml document enters through one strict reader'),
    owner('saxes', ['^src/formats/'], 'xml enters through one reader that takes no document type'),
    owner('tar', ['^src/bundle/'], "archives are the bundle room's business"),
    owner('node-forge', ['^src/trust/'], 'node-forge builds X.509 and CMS; it never decides'),
    owner('semver', ['^src/model/'], 'one reading of versions for all'),
    owner('json-schema-to-typescript', ['^src/codegen/targets/'], 'one engine per client language, behind its adapter'),
    owner('quicktype-core', ['^src/codegen/targets/'], 'one engine per client language, behind its adapter'),
    {
      name: 'no-dev-dependency-in-src',
      comment: 'what ships must install with the package',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: '^node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|node_modules/.*/node_modules)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
