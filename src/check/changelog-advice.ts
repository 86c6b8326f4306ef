import type { Change } from './change.ts';

/** What an app does about a break, by the end of the rule's name; the first that fits. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/\/schema-removed$/, 'rely on nothing that the schema promised'],
  [/\/schema-added$/, 'send only what the new schema accepts'],
  [/\/(?:major-|namespace-)?removed$/, 'stop using it'],
  [/\/major-still-consumed$/, 'move to a major that is still provided'],
  [/\/target-of-service-still-consumed$/, 'use what replaces it, or a version that still has it'],
  [/\/moved$/, 'call the new route'],
  [/\/method-changed$/, 'send the new verb'],
  [/\/renamed$/, 'use the new name'],
  [/\/scope-narrowed$/, 'ask for the further capability in the manifest'],
  [/required-added$/, 'ask for the capability in the manifest'],
  [/principal-process-revoked$/, 'do not call it from the app process'],
  [/principal-browser-revoked$/, 'do not call it from a page of the app'],
  [/audience-narrowed$/, 'do without it: no app can be granted it'],
  [/\/(?:request|input)-/, 'send only what the new schema accepts'],
  [/\/(?:response|output|payload)-/, 'be ready for what was not sent before'],
  [/\/error-code-added$/, 'handle the new error'],
  [/\/api-version-changed$/, 'move to the new version of the API'],
  [/\/kind-changed$/, 'call it or subscribe to it as it is now'],
  [/\/route-binding-changed$/, 'call the new route'],
  [/\/(?:agent-exposable|scheduling)-revoked$/, 'call it from the app itself'],
  [/\/delivery-changed$/, 'be ready for events that are lost, repeated or out of order'],
  [/idempotent-revoked$/, 'do not repeat a call that may have been done'],
];

/** What an app author does about a change that breaks apps. */
export function adviceOn({ ruleId }: Pick<Change, 'ruleId'>): string {
  return ADVICE.find(([pattern]) => pattern.test(ruleId))?.[1] ?? 'look at every use of it';
}
