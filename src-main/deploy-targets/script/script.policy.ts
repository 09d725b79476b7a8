import type { SettingsOf } from '@mylzip/shared/domain/target-settings.ts'
import { pathFault } from '../places/paths.policy.ts'

/** Why a program cannot be run like this, for a refusal's `reason`; undefined when it can. */
export function scriptFault({ arguments: args, program }: SettingsOf<'script'>, platform: NodeJS.Platform): string | undefined {
  const fault = pathFault(program, platform)
  if (fault) return `the program ${program} cannot be used, because ${fault}`
  if (platform === 'win32' && !/\.(exe|com)$/i.test(program))
    return 'Windows starts nothing but .exe and .com without a shell; name the program that runs yours, and yours as its argument'
  return args.some((argument) => argument.includes('\0')) ? 'no argument can hold a zero byte' : undefined
}
