import type { Command } from 'commander'
import { agentFolder } from '../session/agent-folder.ts'
import type { Surroundings } from '../surroundings.ts'
import { candidatesFor } from './candidates.policy.ts'
import { completionLines } from './complete.ts'
import { shapeOf } from './shape.ts'

/** `mylzip complete [--new-word] -- WORDS`: what every shell's completion asks. Never fails, and says nothing but candidates. */
export async function completeWords(program: Command, args: readonly string[], surroundings: Surroundings): Promise<string[]> {
  try {
    const begin = args.indexOf('--') + 1
    // Windows PowerShell drops empty arguments, so it says in another way that the last word is still empty.
    const typed = [...args.slice(begin), ...(args.slice(0, begin).includes('--new-word') ? [''] : [])]
    // bash takes --option=word apart.
    const words = joined(typed).map(unquoted)
    const data = words[words.indexOf('--data') + 1]
    const folder = await agentFolder(words.includes('--data') ? data : undefined, surroundings)
    return await completionLines(candidatesFor(shapeOf(program), words), words.at(-1) ?? '', folder)
  } catch {
    return []
  }
}

function joined(words: readonly string[]): string[] {
  return words.filter((word) => word !== '=')
}

/** A word as it is typed so far, with its quotes and backslashes. */
function unquoted(word: string): string {
  return word.replace(/^["']/, '').replace(/\\(.)/g, '$1')
}
