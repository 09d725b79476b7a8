import { z } from 'zod'
import { open, refuses } from './call.ts'
import { EnrolledDevice } from './devices.ts'

/** RFC 7523 §2.1: a device exchanges an assertion signed by its own key for a short-lived access token. */
export const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer'

export const auth = {
  /**
   * The assertion may say, beside what RFC 7523 asks for, from where it comes: `machine` (MachineMark), `instance` (a UUID
   * made anew at each start of the program) and `moved: true` where a person moved the device to this machine. By them a copy
   * is told from its original (docs/decisions/cloned-devices.md).
   */
  token: open
    .route({ method: 'POST', path: '/auth/token' })
    .input(z.object({ grantType: z.literal(jwtBearer), assertion: z.string().max(4096) }))
    .output(
      z.object({
        accessToken: z.string(),
        expiresInSeconds: z.int().positive(),
        /** Who the device is now: its team may have given it another name. Missing from clouds of an earlier version. */
        device: EnrolledDevice.omit({ audience: true }).optional(),
      }),
    )
    .errors(refuses({ ASSERTION_INVALID: 401, DEVICE_UNKNOWN: 404, DEVICE_CLONED: 403 })),
  /** The server's clock: a device whose own clock is wrong dates its assertions by it. */
  time: open.route({ method: 'GET', path: '/auth/time' }).output(z.object({ now: z.iso.datetime() })),
}
