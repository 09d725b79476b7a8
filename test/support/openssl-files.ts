import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Runs a program on files that live as long as the call: `@name` in an argument stands for the path of a file, those
 * given are written first. Answers what it printed and a reader for what it wrote. Passwords go by files too, because
 * arguments have no way to say every one.
 */
export function withFiles(
  program: string,
  args: string[],
  given: Record<string, string | Uint8Array>,
): { printed: string; written: Record<string, Buffer> } {
  const folder = mkdtempSync(join(tmpdir(), 'mylzip-files-'))
  try {
    for (const [name, content] of Object.entries(given)) writeFileSync(join(folder, name), content)
    const placed = args.map((arg) => arg.replace(/@([\w.-]+)/, (_, name: string) => join(folder, name)))
    const printed = execFileSync(program, placed, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'C.UTF-8' } })
    const names = args.flatMap((arg) => arg.match(/@([\w.-]+)/)?.[1] ?? [])
    const read = (name: string): [string, Buffer][] => {
      try {
        return [[name, readFileSync(join(folder, name))]]
      } catch {
        return []
      }
    }
    return { printed: printed.toString(), written: Object.fromEntries(names.flatMap(read)) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The program with what it needs for ciphers that OpenSSL 3 keeps apart. */
export function opensslWithFiles(args: string[], given: Record<string, string | Uint8Array>) {
  return withFiles('openssl', args, given)
}
