import { COMMON_FLAGS, type Flag, type Place } from './model.ts';

/** A completion script for fish 3 and later; it runs nothing of assay. */
export function fishCompletion(all: readonly Place[]): string {
  const paths = all.map(({ path }) => path).filter((path) => path !== '');
  return `# fish completion for assay: assay completion fish > ~/.config/fish/completions/assay.fish
function __assay_at --description 'whether the command words typed so far are these'
    set -l here ''
    for word in (commandline -opc)[2..-1]
        switch "$here/$word"
            case ${paths.join(' ') || '/'}
                set here "$here/$word"
        end
    end
    test "$here" = "$argv[1]"
end
complete -c assay -f
${[...COMMON_FLAGS.map((flag) => flagLine('complete -c assay', flag)), ...all.flatMap(linesOf)].join('\n')}
`;
}

function linesOf({ path, words, flags, files }: Place): string[] {
  const start = `complete -c assay -n ${quoted(`__assay_at ${quoted(path)}`)}`;
  return [
    ...words.map(({ word, summary }) => `${start} -a ${word} -d ${quoted(summary)}`),
    ...flags.map((flag) => flagLine(start, flag)),
    ...(files ? [`${start} -F`] : []),
  ];
}

function flagLine(start: string, flag: Flag): string {
  return `${start} -l ${flag.name}${takes(flag)} -d ${quoted(flag.summary)}`;
}

function takes({ value }: Flag): string {
  if (value === 'none') return '';
  if (value === 'free') return ' -x';
  return value === 'file' ? ' -r -F' : ` -x -a ${quoted(value.join(' '))}`;
}

/** In single quotes fish escapes the quote and the backslash, and nothing else. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
