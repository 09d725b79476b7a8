import { createSocket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import type { Surroundings } from '../surroundings.port.ts'

/** A UDP socket that is connected sends nothing: the system only looks up which way a packet would leave by. */
export const systemRoute: Surroundings['route'] = (address) => {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4')
  return new Promise((resolve) => {
    const answer = (result: { from: string } | { failure: string }) => {
      socket.close()
      resolve(result)
    }
    socket.once('error', (error) => answer({ failure: systemErrorCode(error) ?? error.message }))
    socket.connect(53, address, (error?: Error) => {
      answer(error ? { failure: systemErrorCode(error) ?? error.message } : { from: socket.address().address })
    })
  })
}
