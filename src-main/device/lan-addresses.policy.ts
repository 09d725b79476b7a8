import { BlockList, isIP } from 'node:net'
import type { InterfaceAddress, NameResolution } from './lan-addresses.port.ts'

/** RFC 1918 and unique local addresses (RFC 4193): what leads to a machine on its own network and nowhere else. */
const localV4 = new BlockList()
localV4.addSubnet('10.0.0.0', 8, 'ipv4')
localV4.addSubnet('172.16.0.0', 12, 'ipv4')
localV4.addSubnet('192.168.0.0', 16, 'ipv4')
/** A list of its own: a mixed one takes `::ffff:10.0.0.1` for 10.0.0.1. */
const localV6 = new BlockList()
localV6.addSubnet('fc00::', 7, 'ipv6')

/**
 * Networks that exist on this machine only (containers, virtual machines) and tunnels: nobody in the office reaches
 * the device by these. Hyper-V's external switch stays: there the machine's own LAN address is on a `vEthernet`.
 */
const elsewhere = [
  /^(docker|br-[0-9a-f]{6,}|veth(?!ernet)|virbr|vmnet|vboxnet|lxc|lxdbr|incusbr|cni|cali|flannel|kube|podman|bridge1\d\d$)/i,
  /^vEthernet \((WSL|Default Switch|nat|Docker)/i,
  /^(VMware|VirtualBox|Npcap)/i,
  /^(tun|tap|wg|utun|ppp|ipsec|zt|tailscale|nordlynx|wintun|wireguard|openvpn|zerotier|teredo|isatap)/i,
]

/** The cloud takes no more than this (src-shared/cloud-api/dns.ts). */
const most = 16

/** The addresses others on the local network reach this machine by, in an order that stays the same. */
export function publishableAddresses(addresses: readonly InterfaceAddress[]): string[] {
  const found = addresses
    .filter(({ name, address, internal }) => !internal && isLocal(address) && !elsewhere.some((pattern) => pattern.test(name)))
    .map(({ address }) => address.toLowerCase())
  return [...new Set(found)].sort(byFamilyThenText).slice(0, most)
}

/** In whatever order; neither list names one twice. */
export function sameAddresses(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((address) => others.includes(address))
}

/** Whether what the resolver said leads to this machine: one answer that leads elsewhere sends every other visitor astray. */
export function whereItLeads(answers: readonly string[], own: readonly InterfaceAddress[]): NameResolution['status'] {
  if (answers.length === 0) return 'unknown-here'
  const here = new Set(own.map(({ address }) => address.toLowerCase()))
  return answers.every((answer) => here.has(answer.toLowerCase()) || answer.startsWith('127.')) ? 'leads-here' : 'leads-elsewhere'
}

function isLocal(address: string): boolean {
  const family = isIP(address)
  return (family === 4 && localV4.check(address, 'ipv4')) || (family === 6 && localV6.check(address, 'ipv6'))
}

function byFamilyThenText(a: string, b: string): number {
  return isIP(a) - isIP(b) || (a < b ? -1 : 1)
}
