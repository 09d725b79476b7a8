import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { Random } from '../../plugins/random.port.ts'
import type { Sealing } from '../../plugins/sealing.ts'
import type { Outbox } from '../mail/outbox.service.ts'
import { codeTries } from '../tries/allowances.policy.ts'
import type { Tries } from '../tries/tries.service.ts'
import { changedMail } from './account-mails.policy.ts'
import { beginTotp, confirmTotp, findPerson, setTotp, useTotpStep } from './people.repository.ts'
import { recoveryCode, recoveryCodeBytes, recoveryCodeHash } from './recovery-codes.policy.ts'
import { countRecoveryCodes, replaceRecoveryCodes, useRecoveryCode } from './recovery-codes.repository.ts'

export interface TotpService {
  status(personId: string): Promise<{ on: boolean; recoveryCodesLeft: number }>
  /** A new secret, in place of one that was not confirmed. Refuses with TOTP_ON_ALREADY. */
  begin(personId: string): Promise<void>
  /** The secret that is being set up, for an app: `otpauth://…`, and in base32 for typing in. Refuses with TOTP_NOT_BEGUN. */
  pending(personId: string): Promise<{ uri: string; secret: string }>
  /** Turns it on. The recovery codes are seen here once. Refuses with CODE_WRONG, TOO_MANY_TRIES or TOTP_NOT_BEGUN. */
  confirm(personId: string, code: string): Promise<{ recoveryCodes: string[] }>
  /** A code of the app, or a recovery code; each is good once. Refuses with CODE_WRONG or TOO_MANY_TRIES. */
  check(personId: string, code: string): Promise<void>
  /** Refuses as `check` does. */
  newRecoveryCodes(personId: string, code: string): Promise<{ recoveryCodes: string[] }>
  /** Refuses as `check` does. */
  turnOff(personId: string, code: string): Promise<void>
}

interface TotpNeeds {
  db: Kysely<CloudTables>
  clock: Clock
  random: Random
  sealing: Sealing
  outbox: Outbox
  tries: Tries
  publicUrl: string
}

const period = 30
const amount = 10
const placeOf = (personId: string) => `people.totp ${personId}`

/** Codes of an app (RFC 6238: SHA-1, six digits, thirty seconds, which is what every app knows). */
export function createTotp({ db, clock, random, sealing, outbox, tries, publicUrl }: TotpNeeds): TotpService {
  async function personWith(personId: string) {
    const person = await findPerson(db, personId)
    if (person === undefined) throw new Refusal('SIGN_IN_NEEDED')
    return person
  }

  function appOf({ id, email, sealed_totp }: { id: string; email: string; sealed_totp: string }): TOTP {
    const { buffer, byteOffset, byteLength } = sealing.open(sealed_totp, placeOf(id))
    const secret = new Secret({ buffer: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer })
    return new TOTP({ issuer: 'MyL.Zip SSL', label: email, secret, period })
  }

  /** The step that a code stands for, if it is one of now, the one before or the next: clocks differ a little. */
  function stepOf(app: TOTP, code: string): number | undefined {
    const timestamp = clock.now()
    const delta = app.validate({ token: code.replace(/\s/g, ''), timestamp, window: 1 })
    return delta === null ? undefined : Math.floor(timestamp / (period * second)) + delta
  }

  function newCodes() {
    const recoveryCodes = Array.from({ length: amount }, () => recoveryCode(random.bytes(recoveryCodeBytes)))
    return { recoveryCodes, hashes: recoveryCodes.flatMap((code) => recoveryCodeHash(code) ?? []) }
  }

  async function check(personId: string, code: string) {
    const allowances = codeTries(personId)
    await tries.count(allowances)
    const person = await personWith(personId)
    const { sealed_totp, totp_confirmed_at } = person
    if (sealed_totp === null || totp_confirmed_at === null) throw new Refusal('CODE_WRONG')
    const step = stepOf(appOf({ ...person, sealed_totp }), code)
    const recovery = recoveryCodeHash(code)
    const good =
      (step !== undefined && (await useTotpStep(db, personId, step))) ||
      (recovery !== undefined && (await useRecoveryCode(db, personId, recovery, clock.now())))
    if (!good) throw new Refusal('CODE_WRONG')
    await tries.succeeded(allowances)
  }

  return {
    check,
    async status(personId) {
      const { totp_confirmed_at } = await personWith(personId)
      return { on: totp_confirmed_at !== null, recoveryCodesLeft: await countRecoveryCodes(db, personId) }
    },
    async begin(personId) {
      const begun = await beginTotp(db, personId, sealing.seal(random.bytes(20), placeOf(personId)))
      if (!begun) throw new Refusal('TOTP_ON_ALREADY')
    },
    async pending(personId) {
      const person = await personWith(personId)
      const { sealed_totp, totp_confirmed_at } = person
      if (sealed_totp === null || totp_confirmed_at !== null) throw new Refusal('TOTP_NOT_BEGUN')
      const app = appOf({ ...person, sealed_totp })
      return { uri: app.toString(), secret: app.secret.base32 }
    },
    async confirm(personId, code) {
      const allowances = codeTries(personId)
      await tries.count(allowances)
      const person = await personWith(personId)
      const { sealed_totp, totp_confirmed_at } = person
      if (sealed_totp === null || totp_confirmed_at !== null) throw new Refusal('TOTP_NOT_BEGUN')
      const step = stepOf(appOf({ ...person, sealed_totp }), code)
      if (step === undefined) throw new Refusal('CODE_WRONG')
      const { recoveryCodes, hashes } = newCodes()
      await db.transaction().execute(async (trx) => {
        if (!(await confirmTotp(trx, personId, sealed_totp, clock.now()))) throw new Refusal('TOTP_NOT_BEGUN')
        await useTotpStep(trx, personId, step)
        await replaceRecoveryCodes(trx, personId, hashes)
        await outbox.post(trx, { to: person.email, ...changedMail('signing in with a code was turned on', publicUrl) })
      })
      await tries.succeeded(allowances)
      return { recoveryCodes }
    },
    async newRecoveryCodes(personId, code) {
      await check(personId, code)
      const { recoveryCodes, hashes } = newCodes()
      await db.transaction().execute((trx) => replaceRecoveryCodes(trx, personId, hashes))
      return { recoveryCodes }
    },
    async turnOff(personId, code) {
      await check(personId, code)
      const { email } = await personWith(personId)
      await db.transaction().execute(async (trx) => {
        await setTotp(trx, personId, null)
        await replaceRecoveryCodes(trx, personId, [])
        await outbox.post(trx, { to: email, ...changedMail('signing in with a code was turned off', publicUrl) })
      })
    },
  }
}
