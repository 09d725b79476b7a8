import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { hash, verify } from '@node-rs/argon2'
import type { Random } from '../../plugins/random.port.ts'
import { passwordFault } from './password.policy.ts'

export interface Passwords {
  /** In the PHC format. Refuses with PASSWORD_UNUSABLE. */
  hash(password: string, whose: { email: string; name: string }): Promise<string>
  /** Takes as long where there is no hash, so that nobody learns from the time who has an account. */
  fits(password: string, hash: string | null | undefined): Promise<boolean>
}

/** argon2id with OWASP's least costs (19 MiB, two passes, one lane): about 20 ms of one core, in a thread of its own. */
const costs = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export async function createPasswords(random: Random): Promise<Passwords> {
  const nobodys = await hash(random.bytes(32), costs)
  return {
    hash(password, whose) {
      const reason = passwordFault(password, whose)
      if (reason !== undefined) throw new Refusal('PASSWORD_UNUSABLE', { reason })
      return hash(normalized(password), costs)
    },
    async fits(password, known) {
      const fitting = await verify(known ?? nobodys, normalized(password))
      return fitting && typeof known === 'string'
    },
  }
}

/** The same characters are the same password on every keyboard (RFC 8265 §4.2). */
function normalized(password: string): string {
  return password.normalize('NFC')
}
