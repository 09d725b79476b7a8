import { knownAuthorities } from '@mylzip/shared/domain/authorities.policy.ts'
import type { Command } from 'commander'
import { goesOn, proofMethods } from '../input/proof-method.ts'

/** What stands in one place of a command line: one of some words, a certificate, a file, or anything at all. */
export interface Place {
  kind: 'choice' | 'certificate' | 'file' | 'anything'
  choices: readonly string[]
  /** Whatever follows stands in the same place. */
  repeats: boolean
}

export interface OptionShape {
  flags: readonly string[]
  description: string
  /** Undefined for a switch. */
  value: Place | undefined
}

export interface CommandShape {
  name: string
  description: string
  commands: readonly CommandShape[]
  options: readonly OptionShape[]
  places: readonly Place[]
}

interface Described {
  choices: readonly string[]
  name: string
  repeats: boolean
}

const files = new Set(['file', 'folder'])
const authorities = knownAuthorities.map(({ name }) => name)

/** What usually stands in a place that takes other words too; what ends in a colon goes on. */
const usual: Readonly<Record<string, readonly string[]>> = {
  method: proofMethods.map((method) => (goesOn.has(method) ? `${method}:` : method)),
  authority: authorities,
  authorities,
  url: authorities,
}

function placeOf({ choices, name, repeats }: Described): Place {
  const words = choices.length > 0 ? choices : (usual[name] ?? [])
  if (words.length > 0) return { kind: 'choice', choices: words, repeats }
  if (name === 'certificate') return { kind: 'certificate', choices, repeats }
  return { kind: files.has(name) ? 'file' : 'anything', choices, repeats }
}

/** The tree of commands without what they do. What an argument is named says what can stand there. */
export function shapeOf(command: Command, inherited: readonly OptionShape[] = []): CommandShape {
  const own = command
    .createHelp()
    .visibleOptions(command)
    .map((option): OptionShape => {
      const name = /<(.+?)>/.exec(option.flags)?.[1]
      const choices = option.argChoices ?? []
      const value = name === undefined ? undefined : placeOf({ choices, name, repeats: false })
      return { flags: [option.long, option.short].filter((flag) => typeof flag === 'string'), description: option.description, value }
    })
  const options = [...own, ...inherited.filter(({ flags }) => !own.some((option) => option.flags[0] === flags[0]))]
  const global = command.parent === null ? own.filter(({ flags }) => !flags.includes('--version')) : inherited
  return {
    name: command.name(),
    description: command.summary() || command.description(),
    commands: command
      .createHelp()
      .visibleCommands(command)
      .map((child) => shapeOf(child, global)),
    options,
    places: command.registeredArguments.map((argument) =>
      placeOf({ choices: argument.argChoices ?? [], name: argument.name(), repeats: argument.variadic }),
    ),
  }
}
