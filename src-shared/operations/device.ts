import { z } from 'zod'
import { administer, operate, refuses } from './operation.ts'
import { Device } from './values.ts'

export const device = {
  /** Consent, given or taken back, to publish this device's LAN addresses under its own name. */
  publishLanAddresses: operate
    .route({ method: 'PUT', path: '/device/lan-addresses' })
    .input(z.object({ publish: z.boolean() }))
    .output(Device)
    .errors(refuses('NOT_ENROLLED', 'CLOUD_UNREACHABLE', 'CLOUD_REFUSED')),
  /** Lets other machines on the network see the device page, or loopback alone. */
  openDevicePage: administer
    .route({ method: 'PUT', path: '/device/page' })
    .input(z.object({ openToLan: z.boolean() }))
    .output(Device)
    .errors(refuses('NOT_ENROLLED', 'PORT_TAKEN')),
}
