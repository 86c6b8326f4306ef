// The ways in which a secret gets into a document.
import type { JsonValue } from '../src/model/json/value.ts';
import type { PlantedSecret } from './planted-secrets.ts';

const oneLine = (text: string): string => text.replaceAll('\n', ' ');
const lines = (text: string, width: number): string => (text.match(new RegExp(`.{1,${width}}`, 'gs')) ?? []).join('\n');

/** Twelve carriers, by name: each a document that holds the secret in one place. */
export const CARRIERS: Readonly<Record<string, (secret: PlantedSecret) => JsonValue>> = {
  'a member deep within': ({ text }) => ({ a: [{ b: { c: [{ d: `log says ${text} here` }] } }] }),
  base64: ({ text }) => ({ note: `dump ${Buffer.from(`user ann, ${text}`).toString('base64')}` }),
  'the userinfo of a url': ({ secret }) => ({
    link: `https://ann:${encodeURIComponent(oneLine(secret))}@git.example.org/x.git`,
  }),
  'short lines': ({ text }) => ({ note: `the file says\n  ${lines(text, 20).replaceAll('\n', '\n  ')}\nand ends` }),
  'a file name': ({ text }) => ({ location: { path: `out/${oneLine(text).replaceAll('/', '_')}.log` } }),
  'the reason of a waiver': ({ text }) => ({
    justification: { reason: `The scanner is broken since Monday, we called it with ${text} and it hung.` },
  }),
  'the comment of an approval': ({ text }) => ({ comment: `agreed (${text})` }),
  'an annotation': ({ text }) => ({ annotations: { output: text } }),
  'the text of a policy': ({ text }) => ({ fix: `Run the scanner again: scan --quiet "${text}"` }),
  'a value of a manifest': ({ text }) => ({ message: `permission "${oneLine(text)}" is unknown` }),
  'a header': ({ secret }) => ({ statusReason: `sent X-Api-Key: ${oneLine(secret)} and got 401` }),
  'the name of a member': ({ text }) => ({ annotations: { [`saw ${text}`]: true } }),
};
