import { execFile, execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { mylzip } from './command-line.ts'

const run = promisify(execFile)

/** Why tests with a shell cannot run here, for their names; empty where they can. */
export function lacking(shell: 'zsh' | 'fish' | 'pwsh'): string {
  try {
    execFileSync(shell, [shell === 'pwsh' ? '-Version' : '--version'], { stdio: 'ignore' })
    return ''
  } catch {
    return ` (${shell} is not installed here)`
  }
}

/** Shells find `mylzip` in PATH and nothing of whoever runs the tests. */
export function shellEnvironment(folder: string): NodeJS.ProcessEnv {
  const programs = join(folder, 'programs')
  mkdirSync(programs, { recursive: true })
  writeFileSync(join(programs, 'mylzip'), `#!/bin/sh\nexec "${process.execPath}" "${mylzip}" "$@"\n`)
  chmodSync(join(programs, 'mylzip'), 0o755)
  const env = { ...process.env, PATH: `${programs}${delimiter}${process.env.PATH}`, HOME: folder, TERM: 'dumb' }
  return { ...env, POWERSHELL_TELEMETRY_OPTOUT: '1', POWERSHELL_UPDATECHECK: 'Off' }
}

/** What a shell has made of a line at whose end Tab was pressed, and what it has offered for it. */
export interface Completed {
  line: string
  offered: string
}

// A terminal of its own for a shell that a person types into. Ctrl-T tells the line, so nothing has to be waited for.
const typist = `zmodload zsh/zpty
zpty shell 'zsh -f -i'
zpty -w shell 'PS1=; setopt no_beep no_prompt_sp; LISTMAX=1000; stty rows 100 cols 300; autoload -Uz compinit && compinit -u -D'
zpty -w shell 'source <(mylzip completion zsh); tell() { print -r -- "<<$BUFFER>>"; BUFFER= }; zle -N tell; bindkey "^T" tell'
zpty -w shell 'print REA""DY'
zpty -r -m shell seen '*READY*'
for line in "$@"; do
  zpty -w -n shell "$line"$'\\t\\t\\x14'
  zpty -r -m shell seen '*<<*>>*'
  print -rN -- "$seen"
done`

/** Each typed at one interactive zsh, and Tab twice: what is the only one is put in, several are listed. */
export async function completedByZsh(lines: readonly string[], env: NodeJS.ProcessEnv): Promise<Completed[]> {
  const { stdout } = await run('zsh', ['-f', '-c', typist, 'typist', ...lines], { env, timeout: 30_000 })
  return stdout
    .split('\0')
    .slice(0, -1)
    .map((seen) => ({ line: /<<(.*)>>/.exec(seen)?.[1] ?? '', offered: seen }))
}

/** What fish offers for a line, one a line, with its description behind a tab. */
export async function completedByFish(line: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const script = 'mylzip completion fish | source; complete -C $argv[1]'
  return linesOf((await run('fish', ['--no-config', '-c', script, line], { env, timeout: 20_000 })).stdout)
}

/** What PowerShell offers for each line: one of them after the other, because it starts slowly. */
export async function completedByPowerShell(lines: readonly string[], env: NodeJS.ProcessEnv): Promise<string[][]> {
  const asked = lines.map((line) => `'${line.replaceAll("'", "''")}'`).join(', ')
  const script = `mylzip completion powershell | Out-String | Invoke-Expression
foreach ($line in @(${asked})) {
  (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches | ForEach-Object { $_.CompletionText }
  '--'
}`
  const { stdout } = await run('pwsh', ['-NoProfile', '-NoLogo', '-NonInteractive', '-Command', script], { env, timeout: 60_000 })
  return stdout
    .split(/^--\r?\n/m)
    .slice(0, -1)
    .map(linesOf)
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line !== '')
}
