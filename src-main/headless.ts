import { resolve } from 'node:path'
import { sentenceOf } from '@mylzip/shared/domain/refusal.ts'
import packageJson from '../package.json' with { type: 'json' }
import { type Agent, startAgent } from './agent.ts'
import { machinePolicy } from './service/machine-policy.adapter.ts'
import { refuseReplacedFolder } from './service/service-folder.adapter.ts'
import { forgetToken } from './service/token-file.adapter.ts'
import { keepNewFilesPrivate } from './system/files/private-files.ts'
import { type Console, createConsole, outliveReaders, reportRefusal } from './terminal/console.ts'
import { untilAskedToStop } from './terminal/foreground.ts'
import { inviteToDashboard } from './terminal/invite.ts'
import { openDoors } from './terminal/open-doors.ts'
import { type HeadlessOptions, readOptions } from './terminal/options.ts'
import { reportJob } from './terminal/report-job.ts'

/** 128 + SIGINT, as a shell would say it. */
const interrupted = 130
/** How long (ms) the end may take where it takes a second; what is open then is left as a killed process leaves it. */
const longestEnd = 5_000
/** Beside the folder of the program that was started: what is built of this file itself may lie in another. */
const dashboardFiles = resolve(process.argv[1] ?? '', '../../renderer')

/** The same agent under plain Node: what `npm start` shows in the terminal, and what runs as a service. */
async function main(): Promise<number> {
  keepNewFilesPrivate()
  const console = createConsole(process, process.argv.includes('--json'))
  try {
    const args = process.argv.slice(2)
    if (args.includes('--service')) args.push(...(await machinePolicy(process.platform, process.env)))
    const options = readOptions(args, process.env)
    if (options.service) await refuseReplacedFolder({ ...options, platform: process.platform, env: process.env })
    const stopping = untilAskedToStop(process)
    void stopping.then(() => setTimeout(() => process.exit(1), longestEnd).unref())
    const agent = await startAgent({
      ...options,
      folder: options.dataFolder,
      mode: options.service ? 'service' : 'browser',
      version: packageJson.version,
    })
    const kept = agent.databaseSetAside
    if (kept) console.say(sentenceOf('DATABASE_CORRUPT', { kept }))
    const file = agent.databaseMissing
    if (file) console.say(sentenceOf('DATABASE_MISSING', { file }))
    try {
      return await (options.once ? once(agent, options, console, stopping) : untilStopped(agent, options, console, stopping))
    } finally {
      await agent.stop()
    }
  } catch (error) {
    return reportRefusal(error, console, process.stderr)
  }
}

async function once(agent: Agent, options: HeadlessOptions, console: Console, stopping: Promise<void>): Promise<number> {
  const done = reportJob(agent, { asked: true, keepGoing: false, practice: options.practice }, console).then(() => 0)
  return Promise.race([done, stopping.then(() => interrupted)])
}

async function untilStopped(agent: Agent, options: HeadlessOptions, console: Console, stopping: Promise<void>): Promise<number> {
  const doors = await openDoors(agent, {
    port: options.dashboardPort,
    staticFolder: dashboardFiles,
    folder: options.dataFolder,
    service: options.service,
  })
  let stopped = false
  void stopping.then(() => {
    stopped = true
  })
  try {
    const asked = Boolean(process.stdout.isTTY)
    // What fails now is tried again by the agent itself, and the dashboard shows it meanwhile. What is torn away by the
    // end has not failed: the next start goes on there.
    const job = reportJob(agent, { asked, keepGoing: true, practice: options.practice }, console).catch((error) => {
      if (stopped) return
      reportRefusal(error, console, process.stderr)
      console.say('The program goes on, and tries again by itself.')
    })
    if (options.service) void job.then(() => forgetUsedToken(agent, options.dataFolder))
    await Promise.race([job, stopping])
    if (stopped) return 0
    // Whoever reads what a service says must not find a way into it there.
    const endInvitation = doors.dashboard && inviteToDashboard(doors.dashboard, process, options.openBrowser, console)
    await stopping
    endInvitation?.()
    return 0
  } finally {
    await doors.close()
  }
}

/** An installer's token has done its work once this device is enrolled; one that could not be used yet waits for the next start. */
async function forgetUsedToken({ services, log }: Agent, folder: string): Promise<void> {
  try {
    if ((await services.state.get()).device) await forgetToken(folder)
  } catch (error) {
    log.warn('the enrolment token that was used could not be removed', { error })
  }
}

const wordsAreLost = outliveReaders(process)
const exitCode = await main()
// What was said must have left before the process ends, and a call to a CA that never answers must not keep it alive.
process.stdout.write('', () => {
  const resultIsLost = wordsAreLost() && process.argv.includes('--json')
  process.stderr.write('', () => process.exit(resultIsLost ? exitCode || 1 : exitCode))
})
