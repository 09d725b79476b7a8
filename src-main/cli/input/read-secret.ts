import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Surroundings } from '../surroundings.ts'
import { askHidden } from './ask-hidden.ts'
import { readInputFile } from './read-input-file.ts'
import { hasFirstLine, secretLine } from './secret-line.policy.ts'

/** What it is, and so which options give it. */
export type SecretKind = 'password' | 'passphrase' | 'hmac-key' | 'enrolment-token'

export interface SecretSource {
  kind: SecretKind
  file?: string
  stdin: boolean
}

const missing = {
  password: 'PASSWORD_NEEDED',
  passphrase: 'PASSPHRASE_NEEDED',
  'hmac-key': 'HMAC_KEY_NEEDED',
  'enrolment-token': 'ENROLMENT_TOKEN_NEEDED',
} as const

/** No secret is longer. */
const longest = 1_000_000

/** Undefined where nothing says it and nobody can be asked. Refuses with SECRET_NOT_TEXT. */
export async function secretGiven({ file, stdin }: SecretSource, surroundings: Pick<Surroundings, 'stdin'>): Promise<string | undefined> {
  if (file !== undefined) return secretLine(await readInputFile(file), file)
  return stdin ? firstLinePiped(surroundings.stdin) : undefined
}

/**
 * The same, and where nothing says it whoever sits at the terminal is asked; twice, where a slip would lock them out.
 * Refuses with SECRET_EMPTY what protects nothing.
 */
export async function readSecret(source: SecretSource, what: string, twice: boolean, surroundings: Surroundings): Promise<string> {
  const given = await secretGiven(source, surroundings)
  if (given !== undefined) return notEmpty(given)
  if (!canAsk(surroundings)) throw new Refusal(missing[source.kind])
  const secret = notEmpty(await askHidden(`${what}: `, surroundings))
  if (twice && (await askHidden(`${what}, once more: `, surroundings)) !== secret) throw new Refusal('PASSWORDS_DIFFER')
  return secret
}

/** Refuses with SECRET_EMPTY. */
export function notEmpty(secret: string): string {
  if (secret === '') throw new Refusal('SECRET_EMPTY')
  return secret
}

export function canAsk({ stdin, stderr }: Pick<Surroundings, 'stdin' | 'stderr'>): boolean {
  return Boolean(stdin.isTTY && stderr.isTTY)
}

/** What is piped in may never end, so no more is read than is wanted. */
async function firstLinePiped(stdin: NodeJS.ReadStream): Promise<string> {
  let read = Buffer.alloc(0)
  for await (const chunk of stdin) {
    read = Buffer.concat([read, Buffer.from(chunk)])
    if (read.length > longest) throw new Refusal('INPUT_FILE_UNREADABLE', { file: '-', reason: 'it is far too large to be meant' })
    if (hasFirstLine(read)) break
  }
  return secretLine(read, 'standard input')
}
