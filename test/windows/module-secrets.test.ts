import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openPipeDoor } from '#main/doors/pipe/pipe-door.adapter.ts'
import { createAgentDouble } from '../support/agent-services.ts'
import { random, routerOf } from '../support/doors.ts'
import { noPowerShell, powershellProgram } from '../support/powershell.ts'
import { loggedProgram, noOwnLog } from '../support/powershell-log.ts'
import { openModule } from '../support/powershell-module.ts'
import { createSilentLog } from '../support/silent-log.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const missing = noPowerShell ?? noOwnLog()

test.skipIf(missing)(
  `no secret stands in what PowerShell logs of the module: scripts, modules, transcripts${missing ? ` (${missing})` : ''}`,
  async () => {
    const { path, remove } = await temporaryFolder()
    onTestFinished(remove)
    const at = (name: string) => join(path, name)
    const PowerShellPolicies = {
      Transcription: { EnableTranscripting: true, EnableInvocationHeader: true, OutputDirectory: at('transcripts') },
      ScriptBlockLogging: { EnableScriptBlockLogging: true, EnableScriptBlockInvocationLogging: true },
      ModuleLogging: { EnableModuleLogging: true, ModuleNames: ['*'] },
    }
    await writeFile(at('settings.json'), JSON.stringify({ PowerShellPolicies, LogLevel: 'verbose' }))
    const logged = loggedProgram({ program: powershellProgram ?? '', args: ['-settingsFile', at('settings.json')], log: at('log') })
    await writeFile(at('logged'), logged, { mode: 0o700 })
    const agent = createAgentDouble()
    const door = await openPipeDoor({ router: routerOf(agent), folder: path, random, log: createSilentLog() })
    onTestFinished(door.close)
    const [token, password] = ['mylzip_enrol_never-to-be-seen', 'a-password-never-to-be-seen']
    await writeFile(at('token'), token)
    await writeFile(at('password'), password)

    const shell = openModule({ T_DATA: path }, at('logged'))
    const { errors, output } = await shell.ask(
      `$data = @{ DataFolder = $env:T_DATA }
     $one = Get-MyLZipCertificate @data
     $secret = New-Object System.Security.SecureString; foreach ($c in [IO.File]::ReadAllText("$env:T_DATA/password").ToCharArray()) { $secret.AppendChar($c) }
     $null = Register-MyLZipDevice -TokenFile "$env:T_DATA/token" @data
     $null = $one | Export-MyLZipCertificate -Format pfx -Path "$env:T_DATA/1.pfx" -PasswordFile "$env:T_DATA/password" @data
     ($one | Export-MyLZipCertificate -Format pfx -Path "$env:T_DATA/2.pfx" -Password $secret @data).Name`,
    )
    await shell.close()
    expect({ errors, output }).toEqual({ errors: [], output: ['2.pfx'] })
    expect(agent.calls).toEqual(expect.arrayContaining(['device.enrolByToken', 'certificates.export']))

    const { secret } = JSON.parse(await readFile(at('agent-door.json'), 'utf8')) as { secret: string }
    const transcripts = (await readdir(at('transcripts'), { recursive: true, withFileTypes: true })).filter((found) => found.isFile())
    const written = await Promise.all(
      [at('log'), ...transcripts.map((file) => join(file.parentPath, file.name))].map((file) => readFile(file, 'utf8')),
    )
    const [log = ''] = written
    // It is of these very commands that something was written down.
    for (const seen of ['Creating Scriptblock text', 'ParameterBinding(Invoke-AgentOperation)', 'ParameterBinding(ConvertFrom-Json)'])
      expect(log).toContain(seen)
    expect(transcripts.length).toBeGreaterThan(0)
    for (const text of written) for (const hidden of [token, password, secret]) expect(text).not.toContain(hidden)
  },
)
