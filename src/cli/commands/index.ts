import type { Command } from '../command.ts';
import { apiBaseline } from './api-baseline.ts';
import { apiChangelog } from './api-changelog.ts';
import { apiDiff } from './api-diff.ts';
import { apiExport } from './api-export.ts';
import { apiHistoryVerify } from './api-history-verify.ts';
import { apiImport } from './api-import.ts';
import { apiLint } from './api-lint.ts';
import { apiMatch } from './api-match.ts';
import { apiPreview } from './api-preview.ts';
import { apiSnapshot } from './api-snapshot.ts';
import { apiVerifyDeterminism } from './api-verify-determinism.ts';
import { apiVerifyLive } from './api-verify-live.ts';
import { bundleInspect } from './bundle-inspect.ts';
import { bundlePack } from './bundle-pack.ts';
import { bundleSign } from './bundle-sign.ts';
import { bundleVerify } from './bundle-verify.ts';
import { catalogCreate } from './catalog-create.ts';
import { catalogDiff } from './catalog-diff.ts';
import { catalogEntry } from './catalog-entry.ts';
import { catalogFix } from './catalog-fix.ts';
import { catalogRepoAddKey } from './catalog-repo-add-key.ts';
import { catalogRepoDelegate } from './catalog-repo-delegate.ts';
import { catalogRepoEntry } from './catalog-repo-entry.ts';
import { catalogRepoInit } from './catalog-repo-init.ts';
import { catalogRepoPublish } from './catalog-repo-publish.ts';
import { catalogRepoRefresh } from './catalog-repo-refresh.ts';
import { catalogRepoRevoke } from './catalog-repo-revoke.ts';
import { catalogRepoRotate } from './catalog-repo-rotate.ts';
import { catalogRepoSign } from './catalog-repo-sign.ts';
import { catalogRepoStage } from './catalog-repo-stage.ts';
import { catalogRepoStatus } from './catalog-repo-status.ts';
import { catalogRepoVerify } from './catalog-repo-verify.ts';
import { catalogSign } from './catalog-sign.ts';
import { catalogVerify } from './catalog-verify.ts';
import { certify } from './certify.ts';
import { certifyGate } from './certify-gate.ts';
import { certifyMerge } from './certify-merge.ts';
import { certifyPlan } from './certify-plan.ts';
import { certifyRun } from './certify-run.ts';
import { clientsGenerate } from './clients-generate.ts';
import { compatMatrix } from './compat-matrix.ts';
import { compatVerify } from './compat-verify.ts';
import { completion } from './completion.ts';
import { evidenceImport } from './evidence-import.ts';
import { evidenceSign } from './evidence-sign.ts';
import { explain } from './explain.ts';
import { findingsAccept } from './findings-accept.ts';
import { findingsShow } from './findings-show.ts';
import { findingsShrink } from './findings-shrink.ts';
import { findingsSign } from './findings-sign.ts';
import { keysGenerate } from './keys-generate.ts';
import { keysInspect } from './keys-inspect.ts';
import { manifestNormalize } from './manifest-normalize.ts';
import { manifestProfiles } from './manifest-profiles.ts';
import { manifestProfilesDiff } from './manifest-profiles-diff.ts';
import { manifestValidate } from './manifest-validate.ts';
import { reportRender } from './report-render.ts';
import { schemas } from './schemas.ts';
import { servicesAdd } from './services-add.ts';
import { servicesCheck } from './services-check.ts';
import { servicesList } from './services-list.ts';
import { servicesPlan } from './services-plan.ts';
import { servicesPull } from './services-pull.ts';
import { servicesScaffold } from './services-scaffold.ts';
import { verify } from './verify.ts';
import { waiverApprove } from './waiver-approve.ts';
import { waiverImport } from './waiver-import.ts';
import { waiverLint } from './waiver-lint.ts';
import { waiverList } from './waiver-list.ts';
import { waiverNew } from './waiver-new.ts';
import { waiverPrune } from './waiver-prune.ts';
import { waiverRebind } from './waiver-rebind.ts';
import { waiverRegister } from './waiver-register.ts';
import { waiverReject } from './waiver-reject.ts';
import { waiverRevoke } from './waiver-revoke.ts';
import { waiverShow } from './waiver-show.ts';

/** Every command, one line each, in the order that help shows them. */
export const COMMANDS: readonly Command[] = [
  // The order of help.
  apiSnapshot,
  apiDiff,
  apiChangelog,
  apiImport,
  apiExport,
  apiLint,
  apiMatch,
  apiVerifyLive,
  apiVerifyDeterminism,
  apiHistoryVerify,
  apiBaseline,
  apiPreview,
  compatVerify,
  compatMatrix,
  manifestValidate,
  manifestNormalize,
  manifestProfiles,
  manifestProfilesDiff,
  servicesList,
  servicesAdd,
  servicesPull,
  servicesCheck,
  servicesScaffold,
  servicesPlan,
  clientsGenerate,
  bundlePack,
  bundleSign,
  bundleVerify,
  bundleInspect,
  catalogEntry,
  catalogFix,
  catalogCreate,
  catalogSign,
  catalogVerify,
  catalogDiff,
  catalogRepoInit,
  catalogRepoAddKey,
  catalogRepoDelegate,
  catalogRepoEntry,
  catalogRepoStage,
  catalogRepoSign,
  catalogRepoPublish,
  catalogRepoRefresh,
  catalogRepoRotate,
  catalogRepoRevoke,
  catalogRepoStatus,
  catalogRepoVerify,
  keysGenerate,
  keysInspect,
  certify,
  certifyPlan,
  certifyRun,
  certifyMerge,
  certifyGate,
  evidenceImport,
  evidenceSign,
  waiverNew,
  waiverLint,
  waiverShow,
  waiverApprove,
  waiverReject,
  waiverRevoke,
  waiverRegister,
  waiverList,
  waiverPrune,
  waiverRebind,
  waiverImport,
  findingsAccept,
  findingsSign,
  findingsShow,
  findingsShrink,
  verify,
  reportRender,
  explain,
  schemas,
  completion,
];
