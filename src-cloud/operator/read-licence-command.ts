import { parseArgs } from 'node:util'
import { planNames, plans } from '@mylzip/shared/domain/plans.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day, type Instant } from '@mylzip/shared/domain/time.ts'
import { z } from 'zod'

export type LicenceCommand =
  | { does: 'grant'; team: string; plan: 'premium' | 'enterprise'; devices: number | null; endsAt: Instant }
  | { does: 'withdraw' | 'show'; team: string }

const options = { plan: { type: 'string' }, devices: { type: 'string' }, until: { type: 'string' } } as const

export const licenceUsage = `licence grant TEAM --plan premium|enterprise --until YYYY-MM-DD [--devices N|all]
licence withdraw TEAM
licence show TEAM`

/** Refuses with OPTION_INVALID. */
export function readLicenceCommand(args: readonly string[], now: Instant): LicenceCommand {
  const { positionals, values } = parse(args)
  const [area, does, team, ...more] = positionals
  const known = area === 'licence' && (does === 'grant' || does === 'withdraw' || does === 'show')
  if (!known || team === undefined || more.length > 0)
    throw invalid(args.join(' '), `the commands are: ${licenceUsage.replaceAll('\n', '; ')}`)
  if (does !== 'grant') return { does, team }
  const plan = planNames.find((name) => name === values.plan)
  if (plan === undefined || plan === 'free') throw invalid('--plan', 'it must be premium or enterprise')
  return { does, team, plan, devices: devicesOf(values.devices, plan), endsAt: endOf(values.until, now) }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw new Refusal(
      'OPTION_INVALID',
      { option: args.join(' '), reason: error instanceof Error ? error.message : String(error) },
      { cause: error },
    )
  }
}

function devicesOf(text: string | undefined, plan: 'premium' | 'enterprise'): number | null {
  if (text === undefined) return plans[plan].limits.devices
  if (text === 'all') return null
  if (!/^[1-9]\d{0,8}$/.test(text)) throw invalid('--devices', 'it must be a number of devices, or all')
  return Number(text)
}

/** The last moment that four digits can write as a year, as dates on the wire have them (RFC 3339): “for ever”. */
const endOfDates = Date.UTC(10_000, 0) - 1

/** That day still belongs to it, in UTC. */
function endOf(text: string | undefined, now: Instant): Instant {
  const named = z.iso.date().safeParse(text)
  if (!named.success) throw invalid('--until', 'it must be a day like 2027-12-31')
  const end = Date.parse(`${named.data}T00:00:00Z`) + day
  if (end <= now) throw invalid('--until', 'it lies in the past')
  return Math.min(end, endOfDates)
}

function invalid(option: string, reason: string): Refusal {
  return new Refusal('OPTION_INVALID', { option, reason })
}
