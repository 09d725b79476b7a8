import { z } from 'zod'
import { open, refuses } from './call.ts'

/** RFC 7523 §2.1: a device exchanges an assertion signed by its own key for a short-lived access token. */
export const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer'

export const auth = {
  token: open
    .route({ method: 'POST', path: '/auth/token' })
    .input(z.object({ grantType: z.literal(jwtBearer), assertion: z.string().max(4096) }))
    .output(z.object({ accessToken: z.string(), expiresInSeconds: z.int().positive() }))
    .errors(refuses({ ASSERTION_INVALID: 401, DEVICE_UNKNOWN: 404 })),
  /** The server's clock: a device whose own clock is wrong dates its assertions by it. */
  time: open.route({ method: 'GET', path: '/auth/time' }).output(z.object({ now: z.iso.datetime() })),
}
