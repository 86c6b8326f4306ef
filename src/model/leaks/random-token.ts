/** Random-looking text that is public by nature: digests, commits, content keys, data URIs, UUIDs. */
const PUBLIC =
  /(?:@ ?|commit |revision )[0-9a-f]{40}(?![0-9a-f])|sha\d+[-:=](?:[0-9a-f]{40,128}(?![0-9a-z])|[A-Za-z0-9+/_-]{27,88}={0,2}(?![A-Za-z0-9+/_=-]))|(?:CHK|[SUK]SK)@[A-Za-z0-9~,+/=_-]+|data:(?:image|font)\/[\w+.-]{1,32};base64,[A-Za-z0-9+/=]+|(?<![0-9a-f-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f-])/gi;
const RUN = /[A-Za-z0-9+/_-]{32,}/g;

/** True where a text holds a run of 32 or more characters that no person would write: a token, a key, a raw secret. */
export function hasRandomToken(text: string): boolean {
  if (!/[A-Za-z0-9+/_-]{32}/.test(text)) return false;
  return (text.replace(PUBLIC, ' ').match(RUN) ?? []).some(looksRandom);
}

/**
 * Words keep to one kind of character (`minimumWindow`, `api-1-0`), random text changes between letters, capitals and
 * digits at every second one. A capital before small letters is a word's start and no change.
 */
function looksRandom(run: string): boolean {
  let digits = 0;
  let changes = 0;
  let pairs = 0;
  let before = '';
  for (const char of run) {
    const kind = kindOf(char);
    if (kind === 'digit') digits += 1;
    if (kind !== '' && before !== '') {
      pairs += 1;
      if (kind !== before && !(before === 'upper' && kind === 'lower')) changes += 1;
    }
    before = kind;
  }
  return digits >= 3 && pairs >= 24 && changes / pairs >= 0.25 && new Set(run).size >= 8;
}

function kindOf(char: string): string {
  if (char >= '0' && char <= '9') return 'digit';
  if (char >= 'a' && char <= 'z') return 'lower';
  return char >= 'A' && char <= 'Z' ? 'upper' : '';
}
