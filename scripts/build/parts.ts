/** A part of the program: its folder below out/, and everything it is made from (paths below the project’s folder). */
export interface Part {
  readonly name: PartName
  readonly inputs: readonly string[]
}

export type PartName = 'main' | 'cloud' | 'renderer' | 'database-template' | 'powershell'

// The lock file stands for every library that is bundled.
const common = ['package.json', 'package-lock.json', 'src-shared', 'scripts/build']

export const parts: readonly Part[] = [
  { name: 'main', inputs: [...common, 'src-main'] },
  { name: 'cloud', inputs: [...common, 'src-cloud'] },
  { name: 'renderer', inputs: [...common, 'src-renderer', 'docs/user-guide'] },
  { name: 'powershell', inputs: [...common, 'src-main/powershell-module'] },
  { name: 'database-template', inputs: [...common, 'src-cloud'] },
]
