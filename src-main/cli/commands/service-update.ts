import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Command } from 'commander'
import { look, readService } from '../../service/service-control.policy.ts'
import { windowsHost } from '../../service/windows-host.adapter.ts'
import { serviceDataDirectory } from '../../system/data-directory.policy.ts'
import { system32 } from '../../system/system32.policy.ts'
import type { Cli } from '../cli.ts'
import { fileNamed } from '../input/file-named.ts'
import { wholeNumber } from '../input/whole-number.ts'
import type { Answer } from '../output/answer.ts'
import { runningAgent } from '../session/reach-agent.ts'

interface Update {
  offered?: string
  size?: number
  sha512?: string
  allowDowngrade?: boolean
  now?: boolean
  startAgain?: boolean
}

export function addServiceUpdate(group: Command, cli: Cli): void {
  group
    .command('update')
    .summary('install a new version of this program')
    .description(
      'Installs a new version for everybody who uses this computer. The installer is copied to where only administrators write, and run from there if its maker is that of the installed program and it is newer. Needs an administrator.',
    )
    .argument('<file>', 'the installer of the new version')
    .option('--offered <version>', 'the version it has to be')
    .option('--size <bytes>', 'how large it was published', wholeNumber)
    .option('--sha512 <base64>', 'the SHA-512 it was published with')
    .option('--allow-downgrade', 'also a version that is not newer than this one')
    .option('--now', 'even in the middle of a renewal, which goes on afterwards where it was')
    .option('--start-again', 'open the program with a window afterwards')
    .addHelpText(
      'after',
      '\nExamples:\n  mylzip service update "C:\\Deploy\\MyL.Zip SSL Setup 1.1.0 x64.exe"\n  mylzip service update setup.exe --now',
    )
    .action((file: string, options: Update) => cli.answer(() => update(file, options, cli)))
}

async function update(typed: string, options: Update, { surroundings }: Cli): Promise<Answer> {
  const { env, platform, version } = surroundings
  if (platform !== 'win32') throw new Refusal('WINDOWS_NEEDED')
  const dataFolder = serviceDataDirectory(env)
  const { updateOnWindows } = await import('../../composition/service-update.ts')
  const updated = await updateOnWindows(
    {
      file: fileNamed(typed, '<file>'),
      version: options.offered,
      size: options.size,
      sha512: options.sha512,
      mayBeOlder: options.allowDowngrade ?? false,
      evenDuringRun: options.now ?? false,
      startsAgain: options.startAgain ?? false,
    },
    {
      dataFolder,
      env,
      system32: system32(env),
      node: process.execPath,
      version,
      isAtWork: () => isAtWork(dataFolder, env),
    },
  )
  return {
    json: { version: updated, before: version },
    text: [
      `The installer of version ${updated} is what it should be, and has begun.`,
      'It ends the service and this program, and starts the service again. How it ended: mylzip service status.',
    ],
  }
}

/** ms. */
const patience = 5_000

/**
 * One that runs and says nothing is no reason to wait: nothing is lost where a run is cut off, and a new version may be what it takes to
 * understand it again.
 */
async function isAtWork(dataFolder: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  if (readService(await windowsHost(env).call(look))?.state !== 'running') return false
  const agent = await runningAgent(dataFolder).catch(() => undefined)
  try {
    return (
      (await agent?.client.state.get(undefined, { signal: AbortSignal.timeout(patience) }))?.runs.some(
        ({ status }) => status === 'running',
      ) ?? false
    )
  } catch {
    return false
  } finally {
    await agent?.close()
  }
}
