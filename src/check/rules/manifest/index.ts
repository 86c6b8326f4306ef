import type { Rule } from '../../../model/rule.ts';
import type { ManifestInput } from '../../manifest-input.ts';
import aliasConflict from './alias-conflict.ts';
import connectionAuth from './connection-auth.ts';
import connectionId from './connection-id.ts';
import connectionLabel from './connection-label.ts';
import connectionObject from './connection-object.ts';
import connectionProvider from './connection-provider.ts';
import connectionScope from './connection-scope.ts';
import connectionScopesList from './connection-scopes-list.ts';
import connectionsList from './connections-list.ts';
import consumedTarget from './consumed-target.ts';
import duplicateConnection from './duplicate-connection.ts';
import duplicateConnectionScope from './duplicate-connection-scope.ts';
import duplicateDeclaration from './duplicate-declaration.ts';
import duplicateKey from './duplicate-key.ts';
import duplicateProvidedService from './duplicate-provided-service.ts';
import invalidValue from './invalid-value.ts';
import missingKey from './missing-key.ts';
import parserDifferential from './parser-differential.ts';
import platformVersion from './platform-version.ts';
import profileConflict from './profile-conflict.ts';
import providedEventTopic from './provided-event-topic.ts';
import providedName from './provided-name.ts';
import providedPermissionUnknown from './provided-permission-unknown.ts';
import providedSchemaInvalid from './provided-schema-invalid.ts';
import providedServiceId from './provided-service-id.ts';
import providedServiceVersion from './provided-service-version.ts';
import providedVersionIsRange from './provided-version-is-range.ts';
import requiredAppId from './required-app-id.ts';
import requiredEventTopic from './required-event-topic.ts';
import requiredServiceId from './required-service-id.ts';
import requiredServiceProvider from './required-service-provider.ts';
import routeMethod from './route-method.ts';
import routeMethodCase from './route-method-case.ts';
import routePath from './route-path.ts';
import secretInGeneratedFile from './secret-in-generated-file.ts';
import secretNameSaysPublic from './secret-name-says-public.ts';
import secretNeverSet from './secret-never-set.ts';
import secretPattern from './secret-pattern.ts';
import secretUndeclared from './secret-undeclared.ts';
import unfilledPlaceholder from './unfilled-placeholder.ts';
import unknownKey from './unknown-key.ts';
import unknownPermission from './unknown-permission.ts';
import versionNotSemver from './version-not-semver.ts';
import versionRange from './version-range.ts';

/** Rules about a manifest alone. */
export const MANIFEST_RULES: readonly Rule<ManifestInput>[] = [
  aliasConflict,
  connectionAuth,
  connectionId,
  connectionLabel,
  connectionObject,
  connectionProvider,
  connectionScope,
  connectionScopesList,
  connectionsList,
  consumedTarget,
  duplicateConnection,
  duplicateConnectionScope,
  duplicateDeclaration,
  duplicateKey,
  duplicateProvidedService,
  invalidValue,
  missingKey,
  parserDifferential,
  platformVersion,
  profileConflict,
  providedEventTopic,
  providedName,
  providedPermissionUnknown,
  providedSchemaInvalid,
  providedServiceId,
  providedServiceVersion,
  providedVersionIsRange,
  requiredAppId,
  requiredEventTopic,
  requiredServiceId,
  requiredServiceProvider,
  routeMethod,
  routeMethodCase,
  routePath,
  secretInGeneratedFile,
  secretNameSaysPublic,
  secretNeverSet,
  secretPattern,
  secretUndeclared,
  unfilledPlaceholder,
  unknownKey,
  unknownPermission,
  versionNotSemver,
  versionRange,
];
