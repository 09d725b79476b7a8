import { basename, dirname } from 'node:path'
import { type Instant, second } from '@mylzip/shared/domain/time.ts'
import { createStream, type RotatingFileStream } from 'rotating-file-stream'
import type { Clock } from '../clock.port.ts'

export interface RotatingFile {
  write(line: string): void
  close(): Promise<void>
}

export interface RotatingFileNeeds {
  file: string
  /** Bytes after which a new file is begun. */
  size: number
  olderFiles: number
  clock: Clock
}

const pauseAfterFailure = 10 * second
/** What may wait in memory for a slow disk, in bytes. */
const longestQueue = 1024 * 1024

/** A file that never grows beyond its size, with a bounded number of older ones beside it. Never throws, never blocks. */
export function openRotatingFile(needs: RotatingFileNeeds): RotatingFile {
  const { clock } = needs
  let stream: RotatingFileStream | undefined = open()
  let failedAt: Instant = 0
  let lost = 0

  /** A stream that failed once is closed for good, so a later line gets a new one. */
  function open(): RotatingFileStream {
    const opened = createRotatingStream(needs)
    return opened.on('error', () => {
      if (stream !== opened) return
      stream = undefined
      failedAt = clock.now()
      lost += 1
    })
  }

  return {
    write(line) {
      if (!stream && Math.abs(clock.now() - failedAt) >= pauseAfterFailure) stream = open()
      if (!stream || stream.writableLength > longestQueue) {
        lost += 1
        return
      }
      if (lost > 0)
        stream.write(`${JSON.stringify({ level: 'warn', msg: 'lines were lost because the log could not be written', lost })}\n`)
      lost = 0
      stream.write(line)
    },
    async close() {
      const open = stream
      if (!open) return
      await new Promise<void>((resolve) => {
        open.once('close', resolve).once('error', () => resolve())
        open.end()
      })
      stream = undefined
    },
  }
}

function createRotatingStream({ file, size, olderFiles }: RotatingFileNeeds): RotatingFileStream {
  return createStream(basename(file), { path: dirname(file), size: `${size}B`, rotate: olderFiles, mode: 0o600 })
}
