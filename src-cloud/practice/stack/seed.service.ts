import { stat } from 'node:fs/promises'
import { day, type Instant } from '@mylzip/shared/domain/time.ts'
import type { Cloud } from '../../app.ts'
import { replaceFile } from './remembered.adapter.ts'

const team = { slug: 'practice', name: 'Practice' }
const lifetime = 365 * day
const maxUses = 10_000

/** A token is replaced while it is good for a month yet, because the stack may stay up for long. */
const leastLeft = 30 * day

/**
 * A team to belong to and an enrolment token in `file` (0600), both made by the services that make real ones.
 * Answers when the token ends.
 */
export async function seed(cloud: Cloud, file: string, kept: Instant | undefined, now: Instant): Promise<Instant> {
  const known = await cloud.teams.find(team.slug)
  if (known && kept !== undefined && kept - now > leastLeft && (await exists(file))) return kept
  const { id: teamId } = known ?? (await cloud.teams.create(team))
  const { token, expiresAt } = await cloud.devices.createEnrolmentToken({ teamId, maxUses, lifetime })
  await replaceFile(file, `${token}\n`)
  return expiresAt
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}
