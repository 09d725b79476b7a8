import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What the browser, the door and this machine take for a page of one button: the dashboard's own part is what it takes more. */
export async function writeFloor(folder: string): Promise<string> {
  const place = join(folder, 'floor')
  await mkdir(place)
  await writeFile(
    join(place, 'index.html'),
    '<!doctype html><html lang="en"><title>Floor</title><h1>Floor</h1><button>Renew now</button></html>',
  )
  return place
}
