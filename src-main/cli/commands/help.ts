import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Command } from 'commander'
import { pathOf, unknownAmong } from '../parser-refusal.ts'

/** `mylzip help names add`, `mylzip names help add` and `mylzip names add --help` are one: in the program and in each of its groups. */
export function addHelp(group: Command): void {
  for (const child of group.commands) if (child.commands.length > 0) addHelp(child)
  group
    .command('help', { hidden: group.parent !== null })
    .description('the same as --help')
    .argument('[command...]', 'which command’s')
    .action((words: string[]) => wanted(group, words).help())
}

/** Refuses with COMMAND_LINE_INVALID. */
function wanted(group: Command, [word, ...more]: readonly string[]): Command {
  if (word === undefined) return group
  const command = group.commands.find((each) => each.name() === word)
  if (command) return wanted(command, more)
  throw new Refusal('COMMAND_LINE_INVALID', { command: pathOf(group), reason: unknownAmong(group, word) })
}
