import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'

/** Debian's place for it. */
const policyPlace = '/usr/sbin/policy-rc.d'
const mark = '# written by npm test while it installs packages'

/**
 * Runs `work` while Debian is told to start no service it installs (a PostgreSQL on its standard port is nobody's
 * wish), then puts back what was there. What a killed run left behind counts as nothing.
 */
export async function withServicesKeptQuiet<T>(work: () => Promise<T>, policyFile = policyPlace): Promise<T> {
  const before = existsSync(policyFile) ? { text: readFileSync(policyFile, 'utf8'), mode: statSync(policyFile).mode } : undefined
  const kept = before?.text.includes(mark) ? undefined : before
  const restore = () => {
    if (kept === undefined) rmSync(policyFile, { force: true })
    else writeFileSync(policyFile, kept.text, { mode: kept.mode })
  }
  process.once('exit', restore)
  // 101: the action is forbidden by policy (Debian's invoke-rc.d interface).
  writeFileSync(policyFile, `#!/bin/sh\n${mark}\nexit 101\n`, { mode: 0o755 })
  try {
    return await work()
  } finally {
    process.removeListener('exit', restore)
    restore()
  }
}
