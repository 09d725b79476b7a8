import { type FleetOptions, type LivedFleet, liveAsFleet } from './fleet.ts'

/** What a part of a fleet tells the process that waits for all of them. */
export type PartSays = { day: number } | { lived: LivedFleet }

// A process of its own for a part of a fleet: `part.ts <FleetOptions as JSON>`, with an IPC channel.
const options = JSON.parse(process.argv[2] ?? '{}') as FleetOptions
const say = (what: PartSays) => process.send?.(what)
process.on('disconnect', () => process.exit(1))
say({ lived: await liveAsFleet({ ...options, onDay: (day) => say({ day }) }) })
process.disconnect()
