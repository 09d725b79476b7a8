import { afterAll } from 'vitest'
import { closeAllThatRuns } from './still-running.ts'

// The worker that runs a file of tests has run others before, and runs others afterwards.

// What ran before may have kept files to itself (src-main/system/files/private-files.ts).
process.umask(0o022)

// An instance of the cloud that is left running asks its database each minute, also once that is closed.
afterAll(closeAllThatRuns)
