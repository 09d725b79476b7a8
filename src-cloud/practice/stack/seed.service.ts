import { stat } from 'node:fs/promises'
import { apiScopes } from '@mylzip/shared/domain/api-scopes.ts'
import { day, fromTimestamp, type Instant } from '@mylzip/shared/domain/time.ts'
import type { Cloud } from '../../app.ts'
import { replaceFile } from './remembered.adapter.ts'

const team = { slug: 'practice', name: 'Practice' }
const lifetime = 365 * day
const maxUses = 10_000

/** A token is replaced while it is good for a month yet, because the stack may stay up for long. */
const leastLeft = 30 * day

/** Where whoever tries the product out finds what lets devices, and programs in an admin's place, in. */
export interface SeedFiles {
  enrolmentToken: string
  apiToken: string
}

/**
 * A team to belong to, with everything that plans have, an enrolment token and an API token in files (0600), all made by the services that make real ones.
 * Answers when the enrolment token ends.
 */
export async function seed(cloud: Cloud, files: SeedFiles, kept: Instant | undefined, now: Instant): Promise<Instant> {
  const { enrolmentToken: file } = files
  const known = await cloud.teams.find(team.slug)
  if (known) await seedMore(cloud, known.id, files.apiToken, now)
  if (known && kept !== undefined && kept - now > leastLeft && (await exists(file))) return kept
  const { id: teamId } = known ?? (await cloud.teams.create(team))
  if (!known) await seedMore(cloud, teamId, files.apiToken, now)
  const { token, expiresAt } = await cloud.devices.createEnrolmentToken({ teamId, maxUses, lifetime })
  await replaceFile(file, `${token}\n`)
  return expiresAt
}

async function seedMore(cloud: Cloud, teamId: string, apiTokenFile: string, now: Instant): Promise<void> {
  await seedLicence(cloud, teamId, now)
  await seedApiToken(cloud, teamId, apiTokenFile)
}

/** Whoever tries the product out tries all of it. */
async function seedLicence({ licences }: Cloud, teamId: string, now: Instant): Promise<void> {
  const { licence } = await licences.view(teamId)
  if (licence !== null && fromTimestamp(licence.endsAt) - now > leastLeft) return
  await licences.grant({ teamId, plan: 'enterprise', devices: null, endsAt: now + lifetime })
}

/** For the control plane: `curl -H "authorization: Bearer $(cat api-token)" …/api/ssl/…`. */
async function seedApiToken({ apiTokens }: Cloud, teamId: string, file: string): Promise<void> {
  if (await exists(file)) return
  const what = { name: 'Practice', role: 'admin', scopes: [...apiScopes] } as const
  const { secret } = await apiTokens.create({ teamId, ...what, createdBy: null, expiresAt: null })
  await replaceFile(file, `${secret}\n`)
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}
