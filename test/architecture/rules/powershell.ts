import { file, type Rule } from '../support/rule.ts'
import type { Source } from '../support/source.ts'

const isScript = ({ path }: Source) => path.endsWith('.ps1')

/** What the default session calls commands by as well; another session may call something else so. */
const aliases = [
  ...['%', '\\?', 'cat', 'cd', 'clc', 'clear', 'copy', 'cp', 'curl', 'del', 'diff', 'dir', 'echo', 'erase', 'fl', 'ft', 'fw'],
  ...['gal', 'gc', 'gci', 'gcm', 'gdr', 'ghy', 'gi', 'gl', 'gm', 'gp', 'gps', 'group', 'gsv', 'gv', 'h', 'history', 'icm', 'iex', 'ii'],
  ...[
    'ipmo',
    'irm',
    'iwr',
    'kill',
    'ls',
    'man',
    'md',
    'measure',
    'mi',
    'mount',
    'move',
    'mp',
    'mv',
    'nal',
    'ni',
    'nv',
    'ogv',
    'popd',
    'ps',
  ],
  ...['pushd', 'pwd', 'r', 'rd', 'ren', 'ri', 'rm', 'rmdir', 'rni', 'rnp', 'rp', 'rv', 'sal', 'saps', 'sasv', 'sc', 'select', 'set', 'si'],
  ...['sl', 'sleep', 'sls', 'sort', 'sp', 'spps', 'spsv', 'start', 'sv', 'tee', 'type', 'wget', 'where', 'write'],
].join('|')
/** At the place of a command. `foreach` is one where a block follows; else it is a statement. */
const alias = new RegExp(`(?:^|[|;({=]|\\breturn)\\s*(?:foreach(?=\\s*{)|(?:${aliases})(?=\\s+(?!=)|\\s*[|;)}]|\\s*$))`, 'i')

/** Ways to run text that was put together. A file beside the script, by its own name, is none. */
const builtCommand =
  /\b(Invoke-Expression|iex|Invoke-Command|Start-Process|Add-Type|EncodedCommand)\b|ScriptBlock\]?::Create|\bInvokeScript\b|NewScriptBlock|ExpandString|(?:^|[|;({=]\s*)(?!\. "\$PSScriptRoot\/[\w-]+\.ps1"$)[&.]\s*["(]/i

export const powershellRules: Rule[] = [
  {
    name: 'a PowerShell script calls commands by their own names',
    why: 'an alias can mean something else on another machine',
    appliesTo: isScript,
    violations: linesWith(alias, withoutComment),
    broken: [
      file('src-main/x.ps1', 'gci $folder'),
      file('src-main/x.ps1', '$names = $items | % { $_.Name }'),
      file('src-main/x.ps1', '$items | where { $_ }'),
      file('src-main/x.ps1', '$items | foreach { $_ }'),
      file('src-main/x.ps1', 'rm $file'),
      file('src-main/x.ps1', 'return ls'),
    ],
    kept: [
      file('src-main/x.ps1', 'foreach ($item in $items) { Get-ChildItem $item }'),
      file('src-main/x.ps1', '@{ type = $exception.GetType().Name; select = 1 }\n# rm it\n"echo on"'),
    ],
  },
  {
    name: 'a PowerShell script runs no text that was put together',
    why: 'a name with a quote in it would become a command that runs as SYSTEM',
    appliesTo: isScript,
    violations: linesWith(builtCommand, withoutComment),
    broken: [
      file('src-main/x.ps1', 'Invoke-Expression $text'),
      file('src-main/x.ps1', '& "$folder\\tool.exe"'),
      file('src-main/x.ps1', '[ScriptBlock]::Create($text)'),
      file('src-main/x.ps1', '$x = & ($folder + $name)'),
      file('src-main/x.ps1', 'Start-Process cmd'),
      file('src-main/x.ps1', '. "$PSScriptRoot/$name.ps1"'),
    ],
    kept: [file('src-main/x.ps1', '. "$PSScriptRoot/certificates.ps1"\n$answer = & $Script $request')],
  },
  {
    name: 'a PowerShell script is plain ASCII',
    why: 'Windows PowerShell 5.1 reads a file without a mark in the code page of the machine',
    appliesTo: isScript,
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with them
    violations: linesWith(/[^\u0000-\u007f]/),
    broken: [file('src-main/x.ps1', '# the machine’s')],
    kept: [file('src-main/x.ps1', "# the machine's")],
  },
]

function linesWith(pattern: RegExp, isText = (line: string) => line) {
  return ({ text }: Source): string[] =>
    text.split('\n').flatMap((line, index) => (pattern.test(isText(line)) ? [`:${index + 1} ${line.trim()}`] : []))
}

/** What PowerShell runs of a line. */
function withoutComment(line: string): string {
  return line.replace(/(^|\s)#.*/, '')
}
