import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Surroundings } from '../surroundings.ts'

type Terminal = Pick<Surroundings, 'stdin' | 'stderr'>

const enter = new Set(['\r', '\n', '\u0004'])
const interrupt = '\u0003'
const erase = new Set(['\u007f', '\b'])

/** Asks at the terminal without showing what is typed. In raw mode Ctrl-C is a key like any other, so it is looked for here. */
export function askHidden(question: string, { stdin, stderr }: Terminal): Promise<string> {
  stderr.write(question)
  stdin.setRawMode(true)
  stdin.setEncoding('utf8')
  stdin.resume()
  return new Promise((resolve, reject) => {
    const typed: string[] = []
    const end = () => {
      stdin.off('data', read)
      stdin.setRawMode(false)
      stdin.pause()
      stderr.write('\n')
    }
    const read = (chunk: string) => {
      for (const key of chunk) {
        if (enter.has(key)) {
          end()
          return resolve(typed.join(''))
        }
        if (key === interrupt) {
          end()
          return reject(new Refusal('COMMAND_INTERRUPTED'))
        }
        if (erase.has(key)) typed.pop()
        else typed.push(key)
      }
    }
    stdin.on('data', read)
  })
}
