import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Runs a program on files that live as long as the call: `@name` in an argument stands for the path of a file, those
 * given are written first. Answers what it printed and wrote; throws what it complained of when it fails. Passwords go by files too, because
 * arguments have no way to say every one.
 */
export function withFiles(
  program: string,
  args: string[],
  given: Record<string, string | Uint8Array>,
): { printed: string; complained: string; written: Record<string, Buffer> } {
  const folder = mkdtempSync(join(tmpdir(), 'mylzip-files-'))
  try {
    for (const [name, content] of Object.entries(given)) writeFileSync(join(folder, name), content)
    const placed = args.map((arg) => arg.replace(/@([\w.-]+)/, (_, name: string) => join(folder, name)))
    const { status, stdout, stderr } = spawnSync(program, placed, { env: { ...process.env, LC_ALL: 'C.UTF-8' } })
    if (status !== 0) throw new Error(`${program} ${args[0]} failed: ${stdout}${stderr}`)
    const names = args.flatMap((arg) => arg.match(/@([\w.-]+)/)?.[1] ?? [])
    const read = (name: string): [string, Buffer][] => {
      try {
        return [[name, readFileSync(join(folder, name))]]
      } catch {
        return []
      }
    }
    return { printed: stdout.toString(), complained: stderr.toString(), written: Object.fromEntries(names.flatMap(read)) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export function opensslWithFiles(args: string[], given: Record<string, string | Uint8Array>) {
  return withFiles('openssl', args, given)
}
