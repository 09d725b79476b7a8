import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const stampName = '.built-from'

/** Whether `out/<name>` was finished from exactly these inputs. */
export function isBuilt(out: string, name: string, stamp: string): boolean {
  const file = join(out, name, stampName)
  return existsSync(file) && readFileSync(file, 'utf8') === stamp
}

/** An empty folder beside the part’s place. Whatever a killed build left there goes. */
export function beginPart(out: string, name: string): string {
  mkdirSync(out, { recursive: true })
  for (const left of readdirSync(out)) {
    if (left.startsWith(`.${name}-`) && !isAlive(Number(left.split('-').at(-1)))) rmSync(join(out, left), { recursive: true, force: true })
  }
  const folder = join(out, `.${name}-building-${process.pid}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  return folder
}

/** Moves the finished folder to its place. The stamp comes with it, so a part is there whole or counts as not there. */
export function finishPart(out: string, name: string, folder: string, stamp: string): void {
  writeFileSync(join(folder, stampName), stamp)
  const place = join(out, name)
  const old = join(out, `.${name}-old-${process.pid}`)
  if (existsSync(place)) renameSync(place, old)
  renameSync(folder, place)
  rmSync(old, { recursive: true, force: true })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
