export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const
export type Shell = (typeof shells)[number]

const bash = `# mylzip completion for bash. Load it with:  source <(mylzip completion bash)
_mylzip() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      compopt -o default 2>/dev/null
      return
    fi
    COMPREPLY+=("$(printf '%q' "\${line%%$'\\t'*}")")
  done < <("\${COMP_WORDS[0]}" complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _mylzip mylzip`

const zsh = `#compdef mylzip
# mylzip completion for zsh. Load it with:  source <(mylzip completion zsh)
_mylzip() {
  local line
  local -a lines described
  lines=("\${(@f)$(mylzip complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ "\${lines[1]}" == ":files" ]]; then
    _files
    return
  fi
  for line in $lines; do
    described+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  (( $#described )) && _describe 'mylzip' described
}
if [[ "\${funcstack[1]}" == "_mylzip" ]]; then
  _mylzip "$@"
else
  compdef _mylzip mylzip
fi`

const fish = `# mylzip completion for fish. Load it with:  mylzip completion fish | source
function __mylzip_complete
    set -l words (commandline -opc)
    set -e words[1]
    set -l lines (mylzip complete -- $words (commandline -ct) 2>/dev/null)
    if test "$lines[1]" = ":files"
        __fish_complete_path (commandline -ct)
    else
        printf '%s\\n' $lines
    end
end
complete -c mylzip -f -a '(__mylzip_complete)'`

const powershell = `# mylzip completion for PowerShell. Load it with:  mylzip completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName mylzip -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  $lines = if ($wordToComplete -eq '') { mylzip complete --new-word -- @words 2>$null } else { mylzip complete -- @words 2>$null }
  foreach ($line in $lines) {
    if ($line -eq ':files') { return }
    $word, $description = $line -split "\`t", 2
    if (-not $description) { $description = $word }
    [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $description)
  }
}`

/** What a shell loads once. It knows no command itself: it asks \`mylzip complete\`, so it never grows old. */
export const completionScripts: Readonly<Record<Shell, string>> = { bash, zsh, fish, powershell }
