import { certify } from '../../certify/certify.ts';
import { formatInstant } from '../../decide/instant.ts';
import type { Certification } from '../../formats/generated/certification.ts';
import { EXIT, type ExitCode, usageError } from '../../model/errors.ts';
import { leakIn } from '../../model/leaks.ts';
import { RENDERERS, reportsOf } from '../../render/registry.ts';
import type { Handler } from '../command.ts';
import type { LoadedConfig } from '../config.ts';
import { VERSION } from '../version.ts';

/** Certifies the configured platform. */
export const run: Handler = async (args, context) => {
  const loaded = await context.config();
  const { config, root, path, policy, release } = required(loaded);
  const { env } = context.io;
  const certification = await certify({
    config,
    root,
    configPath: path,
    policyPath: policy,
    release,
    mode: modeOf(args.string('mode')) ?? config.mode ?? 'release-candidate',
    now: formatInstant(await context.now()),
    strict: args.boolean('strict'),
    version: VERSION,
    folders: { workspace: root, home: env.HOME ?? env.USERPROFILE, temporary: env.TMPDIR },
    progress: (line) => context.progress(leakIn(line) === undefined ? line : '[redacted]'),
  });
  return {
    exit: exitCode(certification, args.boolean('distinguish-waivers')),
    json: certification,
    text: (style) => RENDERERS.text(certification, style),
    reports: reportsOf(certification),
  };
};

/** @throws AssayError (usage) config-missing, config-policy-missing, config-release-missing */
function required(
  loaded: LoadedConfig | undefined,
): LoadedConfig & { readonly policy: string; readonly release: string } {
  if (loaded === undefined)
    throw usageError(
      'config-missing',
      'there is no assay.config.json here or above',
      'run it in a project, or give --config <file>',
    );
  const { policy, release } = loaded.config;
  if (policy === undefined)
    throw usageError(
      'config-policy-missing',
      `${loaded.path} names no policy`,
      'set policy to the path of a policy file',
    );
  if (release === undefined)
    throw usageError(
      'config-release-missing',
      `${loaded.path} names no release`,
      'set release to the id of what is certified',
    );
  return { ...loaded, policy, release };
}

function modeOf(text: string | undefined): Certification['mode'] | undefined {
  const modes = ['pr', 'nightly', 'release-candidate', 'production'] as const;
  return modes.find((mode) => mode === text);
}

function exitCode({ decision, exit }: Certification, distinguish: boolean): ExitCode {
  return distinguish && decision === 'go-with-waivers' ? EXIT.waivers : exit.code;
}
