// What yargs gets to know of the platform in the bundle, in place of its own shim: no environment, no locale files, no
// terminal layout, no caller lookup. assay uses yargs to parse and judges, words and prints by itself; this halves the
// code that `assay --version` loads.
import { Parser } from 'yargs/helpers';

const unused = (name) => () => {
  throw new Error(`yargs asked for ${name}, which this bundle leaves out`);
};

/** Replaces %s in order, as the messages of yargs need. */
const format = (text, ...values) => values.reduce((done, value) => done.replace('%s', () => String(value)), text);

export default {
  assert: { notStrictEqual() {}, strictEqual() {} },
  // yargs lays out its help whenever a command is found, and nobody reads it.
  cliui: () => ({ div() {}, span() {}, resetOutput() {}, toString: () => '' }),
  findUp: unused('findUp'),
  getCallerFile: unused('getCallerFile'),
  getEnv: () => undefined,
  getProcessArgvBin: () => 'assay',
  inspect: String,
  mainFilename: 'assay',
  Parser,
  path: {
    basename: (path) => path,
    dirname: unused('dirname'),
    extname: () => '',
    join: unused('join'),
    relative: (_, path) => path,
    resolve: unused('resolve'),
  },
  process: {
    argv: () => [],
    cwd: () => '.',
    emitWarning: unused('emitWarning'),
    execPath: () => 'node',
    exit: unused('exit'),
    nextTick: unused('nextTick'),
    stdColumns: null,
  },
  readdirSync: unused('readdirSync'),
  readFileSync: unused('readFileSync'),
  require: unused('require'),
  stringWidth: (text) => text.length,
  y18n: {
    __: format,
    __n: (one, many, count, ...values) => format(count === 1 ? one : many, ...values),
    getLocale: () => 'en',
    setLocale() {},
    updateLocale() {},
  },
};
