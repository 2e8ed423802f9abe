export const SHELLS = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof SHELLS)[number];

/**
 * What each shell is given once. It hands the words before the cursor, and the one at it, to `mess __complete
 * SHELL`, which answers a line for each thing that may stand there, its description behind a tab; or `:files`.
 */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: String.raw`# Completion of mess for bash.
_mess() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      compopt -o default
      return
    fi
    printf -v line '%q' "${'$'}{line%%$'\t'*}"
    COMPREPLY+=("$line")
  done < <(mess __complete bash "${'$'}{COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _mess mess
`,
  zsh: String.raw`#compdef mess
# Completion of mess for zsh.
_mess() {
  local line
  local -a found
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      _files
      return
    fi
    found+=("${'$'}{${'$'}{line%%$'\t'*}//:/\\:}:${'$'}{line#*$'\t'}")
  done < <(mess __complete zsh "${'$'}{(@Q)words[2,CURRENT]}" 2>/dev/null)
  _describe mess found
}
if [[ ${'$'}{funcstack[1]} == _mess ]]; then
  _mess "$@"
else
  compdef _mess mess
fi
`,
  fish: String.raw`# Completion of mess for fish.
function __mess_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -l found (mess __complete fish $before[2..-1] "$current" 2>/dev/null)
    if test "$found[1]" = :files
        __fish_complete_path "$current"
    else if set -q found[1]
        printf '%s\n' $found
    end
end
complete -c mess -f -a '(__mess_complete)'
`,
};
