import { text as allOf } from 'node:stream/consumers'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Surroundings } from '../surroundings.ts'
import { askHidden } from './ask-hidden.ts'
import { readInputFile } from './read-input-file.ts'

export interface SecretSource {
  file?: string
  stdin: boolean
}

/** Undefined where nothing says it and nobody can be asked. */
export async function secretGiven({ file, stdin }: SecretSource, surroundings: Pick<Surroundings, 'stdin'>): Promise<string | undefined> {
  if (file !== undefined) return firstLine((await readInputFile(file)).toString('utf8'))
  return stdin ? firstLine(await allOf(surroundings.stdin)) : undefined
}

/** The same, and where nothing says it whoever sits at the terminal is asked; twice, where a slip would lock them out. */
export async function readSecret(source: SecretSource, what: string, twice: boolean, surroundings: Surroundings): Promise<string> {
  const given = await secretGiven(source, surroundings)
  if (given !== undefined) return given
  if (!canAsk(surroundings)) throw new Refusal('PASSWORD_NEEDED')
  const secret = await askHidden(`${what}: `, surroundings)
  if (twice && (await askHidden(`${what}, once more: `, surroundings)) !== secret) throw new Refusal('PASSWORDS_DIFFER')
  return secret
}

export function canAsk({ stdin, stderr }: Pick<Surroundings, 'stdin' | 'stderr'>): boolean {
  return Boolean(stdin.isTTY && stderr.isTTY)
}

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0] ?? ''
}
