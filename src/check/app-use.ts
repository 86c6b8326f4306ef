import type { LoadedManifest } from '../manifest/dialects.ts';
import { consumedTargets } from './consumed-targets.ts';

/** What an app says that it uses of a platform. */
export interface AppUse {
  /** As people name it: `queue-manager 1.2.0`. */
  readonly name: string;
  readonly permissions: ReadonlySet<string>;
  /** The methods and events that it says it uses; undefined where its manifest can't say. */
  readonly targets?: ReadonlySet<string>;
  /** Of these, the ones that it can do without. */
  readonly optional?: ReadonlySet<string>;
}

export function appUse(loaded: LoadedManifest): AppUse {
  const { id, version, permissions, api } = loaded.app;
  const consumed = consumedTargets(loaded);
  const name = [id, version].filter((part) => part !== '').join(' ');
  const use = { name, permissions: new Set([...permissions, ...api.optionalCapabilities]) };
  if (consumed === undefined) return use;
  const targets = new Set(consumed.map(({ target }) => target));
  const required = new Set(consumed.filter((one) => one.required).map(({ target }) => target));
  return { ...use, targets, optional: new Set([...targets].filter((target) => !required.has(target))) };
}
