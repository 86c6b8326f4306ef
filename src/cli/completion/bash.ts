import { COMMON_FLAGS, type Place, shellQuoted, type ValueCase, valueCases } from './model.ts';

/** A completion script for bash 3.2 and later; it runs nothing of assay. */
export function bashCompletion(all: readonly Place[]): string {
  const paths = all.map(({ path }) => path).filter((path) => path !== '');
  return `# bash completion for assay: source <(assay completion bash)
_assay() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]} here= i
  # bash splits --flag=value at the sign.
  if [[ $cur == = ]]; then cur=
  elif [[ $prev == = ]]; then prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$here/\${COMP_WORDS[i]}" in
      ${paths.join(' | ') || '/'}) here="$here/\${COMP_WORDS[i]}" ;;
    esac
  done
  COMPREPLY=()
  case "$here:$prev" in
${valueCases(all).map(valueCase).join('\n')}
  esac
  local words= flags= files=
  case "$here" in
${all.map(caseOf).join('\n')}
  esac
  if [[ $cur == -* ]]; then
    COMPREPLY=($(compgen -W "$flags ${COMMON_FLAGS.map(dashed).join(' ')}" -- "$cur"))
  else
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
    if [[ -n $files ]]; then COMPREPLY+=($(compgen -f -- "$cur")); fi
  fi
}
complete -o filenames -F _assay assay
`;
}

function valueCase({ at, value }: ValueCase): string {
  if (value === 'free') return `    ${at}) return ;;`;
  const words = value === 'file' ? '-f' : `-W ${shellQuoted(value.join(' '))}`;
  return `    ${at}) COMPREPLY=($(compgen ${words} -- "$cur")); return ;;`;
}

function dashed({ name }: { readonly name: string }): string {
  return `--${name}`;
}

function caseOf({ path, words, flags, files }: Place): string {
  const names = words.map(({ word }) => word).join(' ');
  const options = flags.map(dashed).join(' ');
  return `    ${shellQuoted(path)}) words=${shellQuoted(names)} flags=${shellQuoted(options)} files=${files ? 'yes' : ''} ;;`;
}
