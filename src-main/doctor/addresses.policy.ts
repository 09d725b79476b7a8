import { isIP } from 'node:net'
import type { InterfaceAddress } from '../device/lan-addresses.port.ts'

export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'))
}

/** Where blocked names are sent to die. */
export function isSinkhole(address: string): boolean {
  return address === '0.0.0.0' || address === '::' || address === '::ffff:0.0.0.0'
}

/** The addresses others could know this machine by: not those of the machine itself, nor those it gave itself for want of any. */
export function outwardAddresses(interfaces: readonly InterfaceAddress[]): InterfaceAddress[] {
  return interfaces.filter(({ address, internal }) => !internal && !address.startsWith('169.254.') && !/^fe[89ab]/i.test(address))
}
