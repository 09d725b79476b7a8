import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Surroundings } from '../surroundings.ts'

type Terminal = Pick<Surroundings, 'stdin' | 'stderr' | 'interrupted'>

const enter = new Set(['\r', '\n'])
// Ctrl-C, and Ctrl-D: who ends the input has not given an empty password.
const leave = new Set(['\u0003', '\u0004'])
const erase = new Set(['\u007f', '\b'])

/** Asks at the terminal without showing what is typed. In raw mode Ctrl-C is a key like any other, so it is looked for here. Refuses with COMMAND_INTERRUPTED. */
export function askHidden(question: string, { stdin, stderr, interrupted }: Terminal): Promise<string> {
  // Before the question: who types quickly must not see a part of it.
  stdin.setRawMode(true)
  stderr.write(question)
  stdin.setEncoding('utf8')
  stdin.resume()
  return new Promise((resolve, reject) => {
    const typed: string[] = []
    const end = () => {
      stdin.off('data', read)
      stdin.off('end', giveUp)
      interrupted.removeEventListener('abort', giveUp)
      stdin.setRawMode(false)
      stdin.pause()
      stderr.write('\n')
    }
    const giveUp = () => {
      end()
      reject(new Refusal('COMMAND_INTERRUPTED'))
    }
    const read = (chunk: string) => {
      for (const key of chunk) {
        if (enter.has(key)) {
          end()
          return resolve(typed.join(''))
        }
        if (leave.has(key)) return giveUp()
        if (erase.has(key)) typed.pop()
        else typed.push(key)
      }
    }
    interrupted.addEventListener('abort', giveUp)
    stdin.on('data', read)
    stdin.once('end', giveUp)
  })
}
