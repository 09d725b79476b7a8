import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Command, CommanderError } from 'commander'

/** What the parser complained about, as a refusal; undefined when it only stopped because it was asked for help or version. */
export function parserRefusal(error: CommanderError, command: string): Refusal | undefined {
  if (error.code === 'commander.helpDisplayed' || error.code === 'commander.version') return undefined
  if (error.code === 'commander.help') return error.exitCode === 0 ? undefined : invalid(command, 'it says nothing of what to do', error)
  const said = error.message
    .replace(/^error: /, '')
    .replace(/\n\(Did you mean (.*?)\?\)$/s, ' (did you mean $1?)')
    .trim()
    .replace(/\.$/, '')
  return invalid(command, said, error)
}

function invalid(command: string, reason: string, cause: Error): Refusal {
  return new Refusal('COMMAND_LINE_INVALID', { command, reason }, { cause })
}

/** The command that is meant, as `mylzip audit list`: as far as the words name commands. */
export function typedCommand(program: Command, args: readonly string[]): string {
  let command = program
  const names = [program.name()]
  for (const word of args) {
    const next = command.commands.find((candidate) => candidate.name() === word)
    if (!next) continue
    command = next
    names.push(word)
  }
  return names.join(' ')
}
