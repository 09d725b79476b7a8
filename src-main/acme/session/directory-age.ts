import { hour } from '@mylzip/shared/domain/time.ts'

/** The directory hardly ever changes; an hour keeps a run from reading it twice without making a change last. */
export const directoryAge = hour
