import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** The package's scripts with those of the tests beside them (`test/…`), in a folder whose name means a lot to PowerShell. */
export async function scriptsWithTests(parent: string): Promise<string> {
  const folder = join(parent, "O'Brien’s $(throw) `n [1] scripts")
  await cp(at('src-main/system/powershell/scripts'), folder, { recursive: true })
  await cp(at('test/windows/scripts'), join(folder, 'test'), { recursive: true })
  return folder
}
