import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { powershellProgram } from './powershell.ts'

const moduleFolder = fileURLToPath(new URL('../../out/powershell/MyLZip.Ssl', import.meta.url))

export interface Asked {
  /** What the script put out, as JSON makes it. */
  output: unknown[]
  errors: ErrorAnswer[]
}

export interface ErrorAnswer {
  id: string
  category: string
  message: string
  nextStep: string
}

/** Reads one script a line, in base64, and answers in one line what it put out and which errors it wrote. */
const loop = `
  $ProgressPreference = 'SilentlyContinue'
  [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
  Import-Module $env:MYLZIP_MODULE -ErrorAction Stop
  while ($null -ne ($line = [Console]::In.ReadLine())) {
    $script = [scriptblock]::Create([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($line)))
    $all = @(& $script 2>&1)
    $output = @($all | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] })
    $errors = @($all | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } | ForEach-Object {
      $next = ''
      if ($_.ErrorDetails) { $next = $_.ErrorDetails.RecommendedAction }
      @{ id = $_.FullyQualifiedErrorId; category = [string] $_.CategoryInfo.Category; message = $_.Exception.Message; nextStep = $next }
    })
    [Console]::Out.WriteLine('answer: ' + (ConvertTo-Json -InputObject @{ output = $output; errors = $errors } -Depth 9 -Compress))
  }`

/** A PowerShell with the built module loaded, in which a person types one script after the other. */
export function openModule(environment: Record<string, string>, program = powershellProgram ?? '') {
  // Where the scripts come from stands in an argument; they hold no secrets.
  const encoded = Buffer.from(loop, 'utf16le').toString('base64')
  const quiet = { POWERSHELL_TELEMETRY_OPTOUT: '1', POWERSHELL_UPDATECHECK: 'Off', NO_COLOR: '1' }
  const child = spawn(program, ['-NoProfile', '-NonInteractive', '-EncodedCommand', encoded], {
    env: { ...process.env, ...quiet, MYLZIP_MODULE: moduleFolder, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (text) => (said += text))
  const ended = once(child, 'exit').then(() => ({ ended: true as const }))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()

  return {
    async ask(script: string): Promise<Asked> {
      child.stdin.write(`${Buffer.from(script, 'utf8').toString('base64')}\n`)
      for (;;) {
        const line = await Promise.race([lines.next(), ended])
        if ('ended' in line || line.done) throw new Error(`PowerShell has ended: ${said}`)
        if (line.value.startsWith('answer: ')) return JSON.parse(line.value.slice('answer: '.length)) as Asked
        said += `${line.value}\n`
      }
    },
    async close() {
      child.stdin.end()
      await ended
    },
  }
}
