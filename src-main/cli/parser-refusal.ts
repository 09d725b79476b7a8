import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Command, CommanderError } from 'commander'

/** What the parser complained about, as a refusal; undefined when it only stopped because it was asked for help or version. */
export function parserRefusal(error: CommanderError, program: Command, args: readonly string[]): Refusal | undefined {
  if (error.code === 'commander.helpDisplayed' || error.code === 'commander.version') return undefined
  const path = typedPath(program, args)
  const command = nameOf(path)
  if (error.code === 'commander.help') {
    return error.exitCode === 0 ? undefined : invalid(command, 'it says nothing of what to do', error)
  }
  // Of a group that does something when it is given alone, a word that is no command would be one too many for that.
  const group = path.at(-1) ?? program
  const stray = group.commands.length > 0 && error.code === 'commander.excessArguments' ? group.args[0] : undefined
  if (stray !== undefined) return invalid(command, unknownAmong(group, stray), error)
  const said = error.message
    .replace(/^error: /, '')
    .replace(/^command-argument value '(.*?)' is invalid for argument '(.+?)'\. (.)/s, invalidValue)
    .replace(/^option '(.+?)' argument '(.*?)' is invalid\. (.)/s, (whole, option, value, first) =>
      invalidValue(whole, value, option, first),
    )
    .replace(/\n\(Did you mean (.*?)\?\)$/s, ' (did you mean $1?)')
    .trim()
    .replace(/\.$/, '')
  return invalid(command, said, error)
}

/** The parser's two ways of saying it as one, with what must be typed in its place. */
function invalidValue(_: string, value: string, place: string, first: string): string {
  const where = place.startsWith('-') ? place : `<${place}>`
  return `“${value}” cannot be ${where}: ${first.toLowerCase()}`
}

/** Of a command that has none beneath it as well. */
export function unknownAmong(group: Command, word: string): string {
  const names = group
    .createHelp()
    .visibleCommands(group)
    .map((command) => command.name())
  return `it has no command “${word}”${names.length === 0 ? '' : `; there is ${names.join(', ')}`}`
}

function invalid(command: string, reason: string, cause: Error): Refusal {
  return new Refusal('COMMAND_LINE_INVALID', { command, reason }, { cause })
}

/** The command that is meant, as `mylzip audit list`: as far as the words name commands. */
export function typedCommand(program: Command, args: readonly string[]): string {
  return nameOf(typedPath(program, args))
}

function typedPath(program: Command, args: readonly string[]): Command[] {
  const path = [program]
  for (const word of args) {
    const next = path.at(-1)?.commands.find((candidate) => candidate.name() === word)
    if (next) path.push(next)
  }
  return path
}

/** The same of a command. */
export function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`
}

const nameOf = (path: readonly Command[]) => path.map((command) => command.name()).join(' ')
