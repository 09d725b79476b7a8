import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { answers, failure } from '../../../support/command-answers.ts'
import { tree, typed } from './command-lines.ts'

const paths = (command: Command, before: string[] = []): string[][] =>
  command.commands
    .filter((child) => child.name() !== 'help')
    .flatMap((child) => [[...before, child.name()], ...paths(child, [...before, child.name()])])
const commands = paths(tree()).map((path) => ({ command: path.join(' '), path }))

describe.each(commands)('mylzip $command', ({ path, command }) => {
  it('says what it does, with every option that can be given, and ends with 0', async () => {
    const { exitCode, stdout, stderr } = await typed(...path, '--help')
    expect(exitCode).toBe(0)
    expect(stderr).toBe('')
    expect(stdout).toContain(`Usage: mylzip ${command}`)
    expect(stdout).toContain('--json')
    expect(stdout).not.toContain('undefined')
  })

  it('says the same as one document', async () => {
    const { exitCode, stdout } = await typed(...path, '--help', '--json')
    expect(exitCode).toBe(0)
    expect(answers.help.parse(JSON.parse(stdout)).text).toContain(`Usage: mylzip ${command}`)
  })

  it('refuses an option that it does not know, with its code, and ends with 2', async () => {
    const { exitCode, stdout, stderr } = await typed(...path, '--no-such-option')
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(
      /^COMMAND_LINE_INVALID: .*(--no-such-option|required option).*\nNext: “mylzip.* --help” shows how it is used\.\n$/,
    )
  })
})

it.each(commands)('“mylzip help $command” and “mylzip $command --help” are the same', async ({ path }) => {
  const asked = await typed(...path, '--help')
  const group = path.slice(0, -1)
  expect(await typed('help', ...path)).toEqual(asked)
  expect(await typed(...group, 'help', ...path.slice(group.length))).toEqual(asked)
})

it.each([[], ['names'], ['audit'], ['adopt'], ['authorities'], ['dns-servers']])(
  '“mylzip %s help” is the help of that group',
  async (...group) => {
    expect(await typed(...group, 'help')).toEqual(await typed(...group, '--help'))
    expect((await typed(...group, 'help')).exitCode).toBe(0)
  },
)

it('each command that does something shows an example of it', async () => {
  const isGroup = (command: string) => commands.some((other) => other.command.startsWith(`${command} `))
  for (const { path } of commands.filter(({ command }) => !isGroup(command)))
    expect((await typed(...path, '--help')).stdout).toContain('Examples:\n  ')
})

describe('what was typed wrongly', () => {
  it.each([
    [[], 'says nothing of what to do'],
    [['stat'], 'did you mean status'],
    [['renew'], 'certificate'],
    [['show', 'a.example', 'b.example'], 'too many arguments'],
    [['order'], 'names'],
    [['order', 'a.example', '--key-type', 'rsa-1'], 'rsa-2048'],
    [['order', 'a.example', '--proof', 'pigeon'], 'http-listener'],
    [['order', 'a.example', '--proof', 'http-listener:0'], 'port'],
    [['order', 'a.example', '--authority', 'ca.example'], 'https'],
    [['order', 'a.example', '--authority', 'http://ca.example/dir'], 'https'],
    [['authorities', 'trust', 'http://ca.example/dir', '--ca-root', 'f'], '“http://ca.example/dir” cannot be <authority>: '],
    [['authorities', 'look', 'https://me:secret@ca.example/dir'], 'password'],
    [['adopt', 'take', 'a.example', '--authority', 'http://ca.example/dir'], 'https'],
    [['audit', 'list', '--limit', 'all'], '“all” cannot be --limit <number>: it must be a whole number'],
    [['audit', 'list', '--limit', 'all'], 'whole number'],
    [['audit', 'lst'], 'it has no command “lst”; there is list, verify'],
    [['configure', 'a.example'], 'it says nothing of what to change'],
    [['configure', 'a.example', '--yes'], 'it says nothing of what to change'],
    [['adopt', 'scan', ''], 'folder'],
    [['adopt', 'take', 'a.example', '--folder', ''], 'folder'],
    [['authorities', 'order', 'letsencrypt', 'zero'], '“zero” cannot be <authorities>: it must be an https address'],
    [['authorities', 'bind', 'zerossl', '--key-id', 'k', '--hmac-key-file', 'f', '--hmac-key-stdin'], '--hmac-key-stdin'],
    [['names', 'help', 'nope'], '“mylzip names” cannot be used like this: it has no command “nope”; there is list, add.'],
    [['help', 'names', 'nope'], '“mylzip names” cannot be used like this: it has no command “nope”; there is list, add.'],
    [['help', 'status', 'nope'], '“mylzip status” cannot be used like this: it has no command “nope”.'],
    [['help', 'nope'], 'it has no command “nope”; there is status, '],
    [['authorities', 'foo'], '“mylzip authorities” cannot be used like this: it has no command “foo”; there is list, look, '],
    [['dns-servers', 'foo', '--data', '/nowhere'], 'it has no command “foo”; there is list, add, remove'],
    [['authorities', 'list', 'foo'], 'too many arguments'],
    [['export', 'a.example', '--format', 'pfx'], '--out'],
    [['export', 'a.example', '--format', 'doc', '--out', 'x'], 'pfx'],
    [['revoke', 'a.example', '--reason', 'bored'], 'keyCompromise'],
    [['pause', '--for', '2d'], '“2d” cannot be --for <time>: it must be a length of time up to a day'],
    [['pause', '--for', '25h'], 'up to a day'],
    [['completion', 'tcsh'], 'powershell'],
    [['status', '--data', ''], 'folder'],
    [['backup', 'b', '--make-passphrase', '--passphrase-file', 'f'], '--passphrase-file'],
    [['backup', 'b', '--make-passphrase', '--passphrase-stdin'], '--passphrase-stdin'],
    [['import', 'a.pfx', '--password-file', 'f', '--password-stdin'], '--password-stdin'],
  ])('%j has a code, says “%s”, and ends with 2', async (args, said) => {
    const { exitCode, stdout } = await typed(...args, '--json')
    expect(exitCode).toBe(2)
    const { error } = failure.parse(JSON.parse(stdout))
    expect(error.code).toBe('COMMAND_LINE_INVALID')
    expect(error.sentence).toContain(said)
  })

  it.each([
    [['import', '/nowhere/at-all.pfx'], 'NOTHING_SET_UP', 3],
    [['export', 'a.example', '--format', 'pfx', '--out', '/nowhere/x.pfx'], 'PASSWORD_NEEDED', 2],
    [['export', 'a.example', '--format', 'pfx', '--out', '/nowhere/x.pfx', '--password-file', '/nowhere/p'], 'INPUT_FILE_UNREADABLE', 2],
    [['export', 'a.example', '--format', 'pem', '--out', '/nowhere/x.pem', '--cipher', '3des'], 'OPTION_INVALID', 2],
    [['export', 'a.example', '--format', 'pem-key', '--out', '/nowhere/x', '--friendly-name', 'x'], 'OPTION_INVALID', 2],
    [['export', 'a.example', '--format', 'pfx', '--out', '/nowhere/x.pfx', '--password-file', '/dev/null'], 'INPUT_FILE_UNREADABLE', 2],
    [['export', 'a.example', '--format', 'pem', '--out', '-'], 'OPTION_INVALID', 2],
    [['export', 'a.example', '--format', 'pem-key', '--out', '-', '--force'], 'OPTION_INVALID', 2],
    [['export', 'a.example', '--format', 'pem', '--out', '/dev/null'], 'OUTPUT_EXISTS', 1],
    [['export', 'a.example', '--format', 'pem', '--out', '/dev/null', '--force'], 'OUTPUT_UNWRITABLE', 1],
    [['export', 'a.example', '--format', 'pem', '--out', ''], 'OPTION_INVALID', 2],
    [['backup', '', '--make-passphrase'], 'OPTION_INVALID', 2],
    [['backup', '', '--inspect'], 'OPTION_INVALID', 2],
    [['restore', ''], 'OPTION_INVALID', 2],
    [['backup', '-', '--make-passphrase'], 'OPTION_INVALID', 2],
    [['order', 'a.example', '--csr', '/nowhere/request.pem'], 'INPUT_FILE_UNREADABLE', 2],
    [['authorities', 'trust', 'https://ca.example/', '--ca-root', ''], 'INPUT_FILE_UNREADABLE', 2],
    [['backup', '/nowhere/b'], 'PASSPHRASE_NEEDED', 2],
    [['restore', '/nowhere/b'], 'PASSPHRASE_NEEDED', 2],
    [['dns-servers', 'add', 'rfc2136://ns1.example'], 'DNS_SERVER_KEY_NEEDED', 2],
    [['authorities', 'bind', 'zerossl', '--key-id', 'k'], 'HMAC_KEY_NEEDED', 2],
    [['status', '--data', process.execPath], 'DATA_FOLDER_UNREADABLE', 3],
    [['status', '--data', '/nowhere'], 'NOTHING_SET_UP', 3],
    [['status'], 'NOTHING_SET_UP', 3],
  ])('%j is refused as %s', async (args, code, expected) => {
    const { exitCode, stdout } = await typed(...args, '--json')
    expect(failure.parse(JSON.parse(stdout)).error.code).toBe(code)
    expect(exitCode).toBe(expected)
  })
})

it('the version is said alone, and as a document', async () => {
  expect(await typed('--version')).toEqual({ exitCode: 0, stdout: '1.2.3\n', stderr: '' })
  expect(JSON.parse((await typed('--version', '--json')).stdout)).toEqual({ ok: true, text: '1.2.3' })
})
