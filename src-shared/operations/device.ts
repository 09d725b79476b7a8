import { z } from 'zod'
import { refusalCodes } from '../domain/refusals.ts'
import { administer, operate, read, refuses } from './operation.ts'
import { Device, RefusalFacts, RunId, Timestamp } from './values.ts'

/** How far this device is with becoming one of a team's. */
export const EnrolmentView = z.object({
  state: z.enum(['none', 'waiting', 'enrolled']),
  /** What is shown to whoever lets it in, while it waits. */
  waiting: z.object({ userCode: z.string(), verificationUri: z.url(), verificationUriComplete: z.url(), expiresAt: Timestamp }).nullable(),
  /** Why the last wait ended without an approval. */
  ended: z.object({ code: z.enum(refusalCodes), data: RefusalFacts.optional(), sentence: z.string(), nextStep: z.string() }).nullable(),
})
export type EnrolmentView = z.infer<typeof EnrolmentView>

const Wish = {
  /** The name's first label; made up, and saying nothing, without one. */
  label: z.string().max(63).optional(),
  zone: z.string().max(253).optional(),
}
const enrolling = refuses(
  'CLOUD_UNREACHABLE',
  'CLOUD_REFUSED',
  'LABEL_UNUSABLE',
  'LABEL_TAKEN',
  'LABEL_CONFUSABLE',
  'ZONE_UNKNOWN',
  'ENROLLED_ALREADY',
)

/** The first one first, and the zones in which it may have one. */
export const DeviceNames = z.object({ names: z.array(z.string()), zones: z.array(z.string()) })
export type DeviceNames = z.infer<typeof DeviceNames>
export const NameAdded = DeviceNames.extend({ runId: RunId })
export type NameAdded = z.infer<typeof NameAdded>

export const device = {
  enrolment: read.route({ method: 'GET', path: '/device/enrolment' }).output(EnrolmentView),
  /** Shows a code that somebody of the team types in at the cloud's page (RFC 8628). The agent then waits by itself. */
  enrolByCode: administer
    .route({ method: 'POST', path: '/device/enrolment/code' })
    .input(z.object(Wish))
    .output(EnrolmentView)
    .errors(enrolling)
    .errors(refuses('TOO_MANY_TRIES', 'RATE_LIMITED')),
  enrolByToken: administer
    .route({ method: 'POST', path: '/device/enrolment/token' })
    .input(z.object({ token: z.string().min(1).max(128), ...Wish }))
    .output(Device)
    .errors(enrolling)
    .errors(
      refuses(
        'ENROLMENT_TOKEN_INVALID',
        'ENROLMENT_TOKEN_EXPIRED',
        'ENROLMENT_TOKEN_USED_UP',
        'DEVICE_BLOCKED',
        'DEVICE_KEY_TAKEN',
        'RATE_LIMITED',
      ),
    ),
  /** This machine takes the place of the one its data was copied from, which is given up. */
  keep: administer.route({ method: 'POST', path: '/device/keep' }).output(Device).errors(refuses('NOT_ENROLLED')),
  changeKey: administer
    .route({ method: 'POST', path: '/device/key' })
    .output(z.object({ changedAt: Timestamp }))
    .errors(
      refuses(
        'NOT_ENROLLED',
        'DEVICE_CLONED',
        'DEVICE_UNKNOWN',
        'ASSERTION_INVALID',
        'CLOUD_UNREACHABLE',
        'CLOUD_REFUSED',
        'DEVICE_KEY_TAKEN',
        'RATE_LIMITED',
      ),
    ),
  /** Consent, given or taken back, to publish this device's LAN addresses under its own name. */
  publishLanAddresses: operate
    .route({ method: 'PUT', path: '/device/lan-addresses' })
    .input(z.object({ publish: z.boolean() }))
    .output(Device)
    .errors(refuses('NOT_ENROLLED', 'CLOUD_UNREACHABLE', 'CLOUD_REFUSED')),
  /** Its names, as the cloud knows them. */
  names: read
    .route({ method: 'GET', path: '/device/names' })
    .output(DeviceNames)
    .errors(refuses('NOT_ENROLLED', 'CLOUD_UNREACHABLE', 'CLOUD_REFUSED')),
  /** Its name in a further zone too, on the same certificate, which is renewed for that. */
  addName: administer
    .route({ method: 'POST', path: '/device/names' })
    .input(z.object({ zone: z.string().trim().min(1).max(253) }))
    .output(NameAdded)
    .errors(refuses('NOT_ENROLLED', 'ZONE_UNKNOWN', 'LABEL_TAKEN', 'ZONE_NOT_SHOWN', 'CLOUD_UNREACHABLE', 'CLOUD_REFUSED')),
  /** Lets other machines on the network see the device page, or loopback alone. */
  openDevicePage: administer
    .route({ method: 'PUT', path: '/device/page' })
    .input(z.object({ openToLan: z.boolean() }))
    .output(Device)
    .errors(refuses('NOT_ENROLLED', 'PORT_TAKEN')),
}
