import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCli } from './run-cli.ts';
import { type Seen, type Step, wordsOf } from './transcript.ts';

const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/**
 * Does the steps of a transcript in an empty folder and gives them back with what was really seen.
 * @throws Error where an output names the folder it ran in: no workspace path may reach an output
 */
export async function runTranscript(steps: readonly Step[]): Promise<Step[]> {
  const root = mkdtempSync(join(tmpdir(), 'assay-scenario-'));
  // The search for a configuration ends here.
  mkdirSync(join(root, '.git'));
  const run = new Run(root);
  try {
    const done: Step[] = [];
    for (const step of steps) done.push(await run.step(step));
    return done;
  } finally {
    rmSync(root, { recursive: true });
  }
}

class Run {
  private cwd: string;
  private readonly env: Record<string, string> = {};
  private readonly root: string;

  constructor(root: string) {
    this.root = root;
    this.cwd = root;
  }

  async step(step: Step): Promise<Step> {
    switch (step.kind) {
      case 'file': {
        const file = join(this.cwd, step.path);
        mkdirSync(dirname(file), { recursive: true });
        // \u{...} writes what a transcript can't show: a byte order mark, an escape character.
        writeFileSync(
          file,
          step.content.replace(/\\u\{([0-9a-f]+)\}/g, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16))),
        );
        return step;
      }
      case 'copy':
        cpSync(join(projectRoot, step.from), join(this.cwd, step.to), { recursive: true });
        return step;
      case 'link':
        symlinkSync(step.target, join(this.cwd, step.path));
        return step;
      case 'env':
        this.env[step.name] = step.value;
        return step;
      case 'folder':
        this.cwd = join(this.root, step.path);
        mkdirSync(this.cwd, { recursive: true });
        return step;
      case 'remove':
        rmSync(join(this.cwd, step.path), { recursive: true });
        return step;
      case 'command':
        return { ...step, seen: this.clean(step.line, await this.command(step.line)) };
      default:
        return step;
    }
  }

  private async command(line: string): Promise<Seen> {
    const [program, ...argv] = wordsOf(line);
    const [path = '.'] = argv;
    switch (program) {
      case 'assay':
        return runCli(argv, { cwd: this.cwd, env: this.env });
      case 'cat':
        return { stdout: readFileSync(join(this.cwd, path), 'utf8'), stderr: '', exit: 0 };
      case 'ls':
        return { stdout: filesBelow(join(this.cwd, path)), stderr: '', exit: 0 };
      default:
        throw new Error(`$ ${line}: a transcript runs assay, cat and ls`);
    }
  }

  private clean(line: string, seen: Seen): Seen {
    // Where the home folder is /root, root.json in a folder is no mention of it.
    for (const secret of [this.root, projectRoot, homedir()])
      if (`${seen.stdout}${seen.stderr}`.split(secret).some((after, at) => at > 0 && !/^[\w.-]/.test(after)))
        throw new Error(`$ ${line}: the output names the folder ${secret}\n${seen.stdout}${seen.stderr}`);
    return seen;
  }
}

function filesBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${join(entry.parentPath, entry.name).slice(folder.length + 1)}\n`)
    .sort()
    .join('');
}
