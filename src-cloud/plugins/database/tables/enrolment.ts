import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Generated } from 'kysely'

export interface EnrolmentTables {
  enrolment_tokens: EnrolmentTokenTable
  device_codes: DeviceCodeTable
}

export interface EnrolmentTokenTable {
  id: string
  team_id: string
  /** SHA-256 of the token, hex. The token itself is shown once and kept nowhere. */
  token_hash: string
  max_uses: number
  uses: Generated<number>
  expires_at: Instant
  revoked_at: Instant | null
  created_at: Instant
  /** What its maker calls it; null in rows written before tokens had names. */
  name: string | null
  /** Its first characters, to tell tokens apart in a list. */
  shown: string | null
  /** The device whose name, and whose place, the token gives; null: it gives a new one. */
  replaces_device_id: string | null
  /** Which of those who had the place it replaces (`devices.enrolment`): once another has it, the token is worth nothing. */
  replaces_enrolment: number | null
}

/** A device that asks to be let in by a person (RFC 8628). */
export interface DeviceCodeTable {
  id: string
  /** SHA-256 of the device code, hex. */
  code_hash: string
  /** Eight letters, without the hyphen. */
  user_code: string
  /** `x` of the key that asks: whoever has another gets nothing with this code. */
  public_key: string
  machine: string | null
  /** What the machine calls itself, and where it asks from: for whoever approves it. */
  computer_name: string
  address: string
  label: string | null
  zone: string | null
  state: Generated<'pending' | 'approved' | 'denied'>
  /** Once approved. */
  device_id: string | null
  /** How long (ms) the device is to leave between two questions: longer after each that came too soon. */
  interval_ms: number
  polled_at: Instant | null
  created_at: Instant
  expires_at: Instant
}
