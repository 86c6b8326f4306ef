// Secrets that look real and are nobody's: made from parts when a test runs, so that no file of the project holds one.
import { createHash, generateKeyPairSync } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const ALNUM = LETTERS + DIGITS;
const BASE64 = `${ALNUM}+/`;

/** Characters of an alphabet, the same for the same seed; always with a digit and a letter among them. */
function random(seed: string, length: number, alphabet: string): string {
  const text: string[] = [];
  for (let block = 0; text.length < length; block += 1)
    for (const byte of createHash('sha256').update(`${seed}/${block}`).digest())
      if (text.length < length) text.push(alphabet[byte % alphabet.length] ?? '');
  const [first = 'a'] = alphabet;
  const digit = [...DIGITS].find((one) => alphabet.includes(one)) ?? first;
  return text.join('').replace(/^(.)(.)/, `$1${digit}`);
}

const HEX = '0123456789abcdef';

/** One kind of secret: how it looks, from a seed. The whole text must never be seen, nor its secret part. */
type Maker = (seed: string) => { readonly text: string; readonly secret: string };

const token =
  (prefix: readonly string[], length: number, alphabet = ALNUM): Maker =>
  (seed) => {
    const secret = prefix.join('') + random(seed, length, alphabet);
    return { text: secret, secret };
  };
const labelled =
  (label: readonly string[], length: number, alphabet = ALNUM): Maker =>
  (seed) => {
    const secret = random(seed, length, alphabet);
    return { text: label.join('') + secret, secret };
  };

const pem =
  (label: readonly string[]): Maker =>
  (seed) => {
    const body = random(seed, 128, BASE64);
    const name = label.join(' ');
    return {
      text: `-----BEGIN ${name}-----\n${body.slice(0, 64)}\n${body.slice(64)}\n-----END ${name}-----`,
      secret: body.slice(0, 64),
    };
  };

const jwt: Maker = (seed) => {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const secret = [part({ alg: 'HS256' }), part({ sub: seed }), random(seed, 43, `${ALNUM}-_`)].join('.');
  return { text: secret, secret };
};

const pkcs8: Maker = () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const secret = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  return { text: secret, secret };
};

/** The kinds, by name. */
const KINDS: Readonly<Record<string, Maker>> = {
  'github token': token(['gh', 'p_'], 36),
  'github fine-grained token': token(['github', '_pat_'], 50),
  'gitlab token': token(['gl', 'pat-'], 20),
  'npm token': token(['np', 'm_'], 36),
  'slack token': token(['xo', 'xb-'], 24, `${DIGITS}abcdef`),
  'hugging face token': token(['h', 'f_'], 34),
  'aws key id': token(['AK', 'IA'], 16, `ABCDEFGHIJKLMNOPQRSTUVWXYZ${DIGITS}`),
  'google key': token(['AI', 'za'], 35),
  'stripe key': token(['sk', '_live_'], 24),
  'vault token': token(['hv', 's.'], 24),
  'pypi token': token(['py', 'pi-'], 60, `${ALNUM}-_`),
  'shopify token': token(['sh', 'pat_'], 32, HEX),
  'docker token': token(['dckr', '_pat_'], 27),
  'databricks token': token(['da', 'pi'], 32, HEX),
  'digitalocean token': token(['dop', '_v1_'], 64, HEX),
  'json web token': jwt,
  'bearer header': labelled(['Authorization: ', 'Bearer '], 40),
  password: labelled(['pass', 'word='], 16),
  'api key': labelled(['api', '_key: '], 32),
  'session cookie': labelled(['Cookie: ', 'sid='], 32, HEX),
  'random base64': token([], 44, BASE64),
  'private key in pem': pem(['EC', 'PRIVATE', 'KEY']),
  'private key in base64': pkcs8,
};

export interface PlantedSecret {
  readonly kind: string;
  readonly text: string;
  /** The part of the text that is the secret itself. */
  readonly secret: string;
}

/** Ten of each kind. */
export const PLANTED: readonly PlantedSecret[] = Object.entries(KINDS).flatMap(([kind, make]) =>
  Array.from({ length: 10 }, (_, index) => ({ kind, ...make(`${kind} ${index}`) })),
);
