import { freePort } from './free-port.adapter.ts'

/**
 * Starts what has to know its port before it listens, at the one preferred if it is free. A port that another program takes in
 * between is left to it, and another is tried.
 */
export async function listenSomewhere<Started>(
  preferred: number | undefined,
  start: (port: number) => Promise<Started>,
  tries = 5,
): Promise<Started> {
  const port = await freePort(preferred)
  try {
    return await start(port)
  } catch (error) {
    if (tries > 1 && (error as NodeJS.ErrnoException).code === 'EADDRINUSE') return listenSomewhere(undefined, start, tries - 1)
    throw error
  }
}
