import type { Location } from '../model/finding.ts';

export type ManifestDialect = 'crypta' | 'palette' | 'native';

/** What an app says of the API versions it was made for. */
export interface ApiMetadata {
  readonly minimumVersion?: number;
  readonly maximumTestedVersion?: number;
  readonly optionalCapabilities: readonly string[];
  readonly targetStability?: 'stable' | 'experimental';
  readonly targetBaseline?: string;
  readonly experimentalCapabilitiesAccepted: boolean;
  /** True where any api field was written, even one with its default value. */
  readonly declared: boolean;
  /** Present where one of them, or the permissions, waits for a build to fill it in: then nobody can say what the app asks for. */
  readonly waits?: true;
}

/** The part of a manifest that every dialect has and every rule may use. */
export interface AppManifest {
  readonly dialect: ManifestDialect;
  readonly id: string;
  readonly name: string;
  /** Free text in the crypta dialect; `${name}` where the template leaves it open. */
  readonly version: string;
  /** None: no user interface at all. */
  readonly uiMode: 'none' | 'shell-panel' | 'static' | 'app';
  /** Requested capabilities, in the order written, without repeats. */
  readonly permissions: readonly string[];
  readonly api: ApiMetadata;
  /** The place of a field (its dialect's own key, as `api.minimumVersion`), or of the file where it is absent. */
  locate(field: string): Location;
}
