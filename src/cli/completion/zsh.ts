import { COMMON_FLAGS, type Flag, type Place, shellQuoted, type ValueCase, valueCases } from './model.ts';

/** A completion script for zsh: a file named _assay in fpath, or sourced. It runs nothing of assay. */
export function zshCompletion(all: readonly Place[]): string {
  const paths = all.map(({ path }) => path).filter((path) => path !== '');
  return `#compdef assay
# zsh completion for assay: assay completion zsh > ~/.zfunc/_assay (a folder in fpath), or source <(assay completion zsh)
_assay() {
  local here= flag=\${words[CURRENT - 1]} files= i
  local -a commands flags
  if [[ \${words[CURRENT]} == --*=* ]]; then
    flag=\${words[CURRENT]%%=*}
    compset -P '*='
  fi
  for ((i = 2; i < CURRENT; i++)); do
    case "$here/\${words[i]}" in
      (${paths.join('|') || '/'}) here="$here/\${words[i]}" ;;
    esac
  done
  case "$here:$flag" in
${valueCases(all).map(valueCase).join('\n')}
  esac
  case "$here" in
${all.map(caseOf).join('\n')}
  esac
  if [[ \${words[CURRENT]} == -* ]]; then
    flags+=(${COMMON_FLAGS.map(describedFlag).join(' ')})
    _describe -o flag flags
  else
    (( $#commands )) && _describe command commands
    [[ -n $files ]] && _files
  fi
}
if [[ \${funcstack[1]} == _assay ]]; then _assay "$@"; else compdef _assay assay; fi
`;
}

function valueCase({ at, value }: ValueCase): string {
  if (value === 'free') return `    (${at}) return ;;`;
  return `    (${at}) ${value === 'file' ? '_files' : `compadd -- ${value.join(' ')}`}; return ;;`;
}

function describedFlag({ name, summary }: Flag): string {
  return described(`--${name}`, summary);
}

function caseOf({ path, words, flags, files }: Place): string {
  const commands = words.map(({ word, summary }) => described(word, summary)).join(' ');
  const options = flags.map(describedFlag).join(' ');
  return `    (${shellQuoted(path)}) commands=(${commands}) flags=(${options}) files=${files ? 'yes' : ''} ;;`;
}

/** \`word:description\`; a colon of the word itself would end it. */
function described(word: string, summary: string): string {
  return shellQuoted(`${word.replaceAll(':', '\\:')}:${summary}`);
}
