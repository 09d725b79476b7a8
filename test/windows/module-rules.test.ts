import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noPowerShell } from '../support/powershell.ts'
import { openModule } from '../support/powershell-module.ts'

const missing = noPowerShell

/** What ScriptAnalyzer would look for first, asked of PowerShell's own parser. */
describe.skipIf(missing)(`the PowerShell module as it is built${missing ? ` (${missing})` : ''}`, () => {
  let shell: ReturnType<typeof openModule>
  beforeAll(() => {
    shell = openModule({})
  })
  afterAll(() => shell?.close())

  async function found(script: string): Promise<unknown[]> {
    const { output, errors } = await shell.ask(`
      $tokens = $null; $faults = $null
      $file = Join-Path (Get-Module MyLZip.Ssl).ModuleBase MyLZip.Ssl.psm1
      $ast = [System.Management.Automation.Language.Parser]::ParseFile($file, [ref] $tokens, [ref] $faults)
      $commands = $ast.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)
      $functions = $ast.FindAll({ $args[0] -is [System.Management.Automation.Language.FunctionDefinitionAst] }, $true)
      $exported = @(Get-Command -Module MyLZip.Ssl)
      ${script}`)
    expect(errors).toEqual([])
    return output
  }

  it('parses, and its manifest is one', async () => {
    expect(await found('$faults.Count; (Test-ModuleManifest (Get-Module MyLZip.Ssl).Path.Replace(".psm1", ".psd1")).Name')).toEqual([
      0,
      'MyLZip.Ssl',
    ])
  })

  it('has the commands that it says, and no others', async () => {
    expect(await found('$exported.Name')).toEqual([
      ...['Export-MyLZipCertificate', 'Get-MyLZipAudit', 'Get-MyLZipCertificate', 'Get-MyLZipDeployTarget', 'Get-MyLZipStatus'],
      ...['New-MyLZipCertificate', 'Register-MyLZipDevice', 'Revoke-MyLZipCertificate', 'Set-MyLZipDeployTarget'],
      ...['Test-MyLZipDeployTarget', 'Test-MyLZipNetwork', 'Update-MyLZipCertificate'],
    ])
  })

  it('uses verbs that PowerShell approves of, in what it keeps to itself too', async () => {
    expect(await found('$verbs = (Get-Verb).Verb; $functions.Name | Where-Object { $_.Split("-")[0] -notin $verbs }')).toEqual([])
  })

  it('calls commands by their own names, and none that runs text', async () => {
    const names = '$commands | ForEach-Object { $_.GetCommandName() }'
    expect(await found(`${names} | Where-Object { Get-Alias $_ -ErrorAction Ignore }`)).toEqual([])
    expect(await found(`${names} | Where-Object { $_ -in 'Invoke-Expression', 'Invoke-Command', 'Add-Type', 'Start-Process' }`)).toEqual([])
    // Each command has a name that is written there: none is made of a variable.
    expect(await found('$commands | Where-Object { -not $_.GetCommandName() } | ForEach-Object { $_.Extent.Text }')).toEqual([])
    const parses = '$ast.FindAll({ $args[0] -is [System.Management.Automation.Language.InvokeMemberExpressionAst] }, $true)'
    expect(
      await found(
        `${parses} | Where-Object { [string] $_.Member -in 'Create', 'InvokeScript', 'ExpandString' } | ForEach-Object { $_.Expression.Extent.Text }`,
      ),
    ).toEqual(['[System.Security.Cryptography.RandomNumberGenerator]', '[System.IO.File]'])
  })

  it('helps with every command: what it does, each parameter, and an example', async () => {
    const bare = `$exported | ForEach-Object {
      $help = Get-Help $_.Name -Full
      $own = $_.Parameters.Keys | Where-Object { $_ -notin [System.Management.Automation.PSCmdlet]::CommonParameters -and $_ -notin 'WhatIf', 'Confirm' }
      if (-not $help.Synopsis -or -not $help.Description -or -not $help.alertSet) { $_.Name }
      if (@($help.examples.example).Count -lt 2) { $_.Name + ' has no two examples' }
      foreach ($name in $own) {
        $described = $help.parameters.parameter | Where-Object name -eq $name
        if (-not $described.description) { $_.Name + ' -' + $name }
      }
    }`
    expect(await found(bare)).toEqual([])
  })

  it('says in the help what right each command needs, from the contract', async () => {
    const notes =
      '(Get-Help Update-MyLZipCertificate -Full).alertSet.alert.Text + (Get-Help Export-MyLZipCertificate -Full).alertSet.alert.Text'
    expect(String(await found(notes))).toMatch(
      /renewNow needs the right to operate.*CERTIFICATE_NOT_FOUND.*export needs the right to administer/s,
    )
  })

  it('asks before it changes something, and offers -WhatIf', async () => {
    const changing = await found(
      `$exported | Where-Object { $_.Parameters.ContainsKey('WhatIf') -and $_.Parameters.ContainsKey('Confirm') } | ForEach-Object Name`,
    )
    expect(changing).toEqual([
      ...[
        'Export-MyLZipCertificate',
        'New-MyLZipCertificate',
        'Register-MyLZipDevice',
        'Revoke-MyLZipCertificate',
        'Set-MyLZipDeployTarget',
        'Update-MyLZipCertificate',
      ],
    ])
    expect(await found('$exported | Where-Object { $_.CmdletBinding -ne $true } | ForEach-Object Name')).toEqual([])
  })

  it('takes no secret as plain text', async () => {
    const plain = `$exported | ForEach-Object { $name = $_.Name; $_.Parameters.Values |
      Where-Object { $_.Name -match 'Password|Token|Secret' -and $_.Name -notmatch 'File$' -and $_.ParameterType -ne [securestring] } |
      ForEach-Object { $name + ' -' + $_.Name } }`
    expect(await found(plain)).toEqual([])
  })

  it('offers for a choice what the contract does', async () => {
    const choices = `(Get-Command New-MyLZipCertificate).Parameters['KeyType'].Attributes.ValidValues`
    expect(await found(choices)).toEqual(['rsa-2048', 'rsa-3072', 'rsa-4096', 'p-256', 'p-384'])
  })

  it('is written so that Windows PowerShell 5.1 can read it', async () => {
    const newer = `$tokens | Where-Object { $_.Kind -in 'QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket', 'QuestionMark', 'AndAnd', 'OrOr' } | ForEach-Object Text
      [System.IO.File]::ReadAllBytes($file)[0..2]`
    // No operator that came later, and the mark of UTF-8 at its beginning.
    expect(await found(newer)).toEqual([0xef, 0xbb, 0xbf])
  })
})
