import { canInstall, installPackages } from './tools/apt.ts'
import { missingTools } from './tools/packages.ts'
import { fetchPebble } from './tools/pebble.ts'

/**
 * Brings the programs that tests measure the product against. Where it may not install, or could not, it says what is
 * missing; the tests that need it skip themselves by name.
 */
export async function setUpTools(): Promise<void> {
  const missing = missingTools()
  if (missing.length > 0 && canInstall()) await installPackages(missing.map((tool) => tool.package))
  const stillMissing = missingTools()
  if (stillMissing.length > 0) {
    const names = stillMissing.map((tool) => `${tool.program} (Debian package ${tool.package})`).join(', ')
    process.stderr.write(`Missing here, so the tests that need them are skipped: ${names}\n`)
  }
  const pebble = await fetchPebble()
  if ('missing' in pebble) process.stderr.write(`Missing here, so the tests that need it are skipped: Pebble. ${pebble.missing}\n`)
}
