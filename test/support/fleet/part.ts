import { type FleetOptions, type LivedFleet, liveAsFleet } from './fleet.ts'

/** What a part of a fleet tells the process that waits for all of them. */
export type PartSays = { day: number } | { lived: LivedFleet }

// A process of its own for a part of a fleet: `part.ts <FleetOptions as JSON>`, with an IPC channel.
const options = JSON.parse(process.argv[2] ?? '{}') as FleetOptions
const say = (what: PartSays) => new Promise((resolve) => process.send?.(what, resolve))
const leave = () => process.exit(1)
process.on('disconnect', leave)
// Resolved when all of it is on its way: of a thousand machines it is more than a pipe holds, and leaving before would cut it.
await say({ lived: await liveAsFleet({ ...options, onDay: (day) => void say({ day }) }) })
process.off('disconnect', leave)
process.disconnect()
