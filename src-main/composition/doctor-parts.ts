import { setTimeout } from 'node:timers/promises'
import { readDnsUpdateServer } from '@mylzip/shared/domain/dns-update-server.policy.ts'
import { automaticProof } from '@mylzip/shared/domain/proof-methods.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { DoctorQuestion } from '@mylzip/shared/operations/doctor.ts'
import { createOrderingAccounts } from '../authorities/ordering-account-url.ts'
import { systemNetwork } from '../device/lan-addresses.adapter.ts'
import { outwardAddresses } from '../doctor/addresses.policy.ts'
import type { Check } from '../doctor/check.port.ts'
import { checkAccount } from '../doctor/checks/account.check.ts'
import { checkProgram, withoutProgram } from '../doctor/checks/program.check.ts'
import { isProvenByCloud } from '../doctor/dependence.policy.ts'
import { createDoctor, type Examination } from '../doctor/doctor.service.ts'
import { watchClock } from '../doctor/machine/clock-watch.adapter.ts'
import { machineChecks } from '../doctor/machine-checks.ts'
import { nameChecks } from '../doctor/name-checks.ts'
import { cloudTimeUrl, dnsUrl, networkChecks } from '../doctor/network-checks.ts'
import { type KnownCertificate, readPatient } from '../doctor/patient.ts'
import { plannedNames } from '../doctor/planned.policy.ts'
import { proxyFor } from '../system/network/proxy.policy.ts'
import { nodeTimers } from '../system/node-timers.adapter.ts'
import type { AuthorityParts } from './authority-parts.ts'
import type { ChallengeParts } from './challenge-parts.ts'
import type { CloudParts } from './cloud-parts.ts'
import type { ConsumerParts } from './consumer-parts.ts'
import type { DeviceParts } from './device-parts.ts'
import type { Foundations } from './foundations.ts'
import type { PlaceParts } from './place-parts.ts'
import { createSurroundings } from './surroundings.ts'

type Needs = Foundations &
  Pick<AuthorityParts, 'accountChoice' | 'teamAccounts'> &
  CloudParts &
  ChallengeParts &
  PlaceParts &
  Pick<ConsumerParts, 'useMap'> &
  Pick<DeviceParts, 'lanAddresses'>

/** What looks for whatever stands in the way. It asks no other hosts than this agent is set up with. */
export function prepareDoctor(needs: Needs) {
  const { audit, clock, cloud, db, enrolment, lanAddresses, log, options, probe, proofs, proxy, secrets, store, targetsFor, useMap } = needs
  const { alone = false, cloudUrl, directoryUrl, dns, folder, practice, resolver: builtInDns } = options
  const surroundings = createSurroundings(needs)
  const clockJumped = watchClock()
  const orderingAccounts = createOrderingAccounts({ ...needs, patience: () => setTimeout(3 * second, undefined, { ref: false }) })

  /** The customers' servers that names are proven in. */
  function dnsHosts(certificates: readonly KnownCertificate[]): string[] {
    const chosen = certificates.flatMap(({ proof }) => (proof.via === 'rfc2136' ? [readDnsUpdateServer(proof.server).host] : []))
    return [...new Set([...(dns ? [dns.host] : []), ...chosen])]
  }

  /** The practice cloud and its authority are gone with the program that brought them. */
  function comesWithProgram({ id }: Pick<Check, 'id'>): boolean {
    return (practice && id === `authority:${directoryUrl}`) || (builtInDns !== undefined && id === 'cloud')
  }

  async function examine({ names, directory }: DoctorQuestion): Promise<Examination> {
    const planned: KnownCertificate[] =
      names.length === 0
        ? []
        : [
            {
              row: undefined,
              version: undefined,
              names: plannedNames(names),
              proof: automaticProof,
              directories: [directory ?? directoryUrl],
              sight: undefined,
            },
          ]
    const { certificates: known, accounts: own, failures } = await readPatient(db)
    const accounts = await orderingAccounts(own)
    const certificates = [...planned, ...known]
    const directories = [
      ...new Set([...(directory === undefined ? [] : [directory]), directoryUrl, ...certificates.flatMap((each) => each.directories)]),
    ]
    const timeUrl = cloudTimeUrl(cloudUrl)
    const dependents = certificates.map(({ row, names, proof, directories: ordered }) => {
      const server = proof.via === 'rfc2136' ? readDnsUpdateServer(proof.server) : proof.via === 'automatic' ? dns : undefined
      const urls = [...ordered, ...(row?.kind === 'device' || isProvenByCloud(proof, dns !== undefined) ? [timeUrl] : [])]
      const proxies = urls.flatMap((url) => proxyFor(url, proxy.environment())?.href ?? [])
      const needs = [...names, ...urls, ...proxies, ...(server ? [dnsUrl(server.host)] : [])]
      return { certificateId: row?.id, name: names[0] ?? '', needs }
    })
    const identity = await enrolment.current()
    const around = await surroundings()
    const device = { name: identity?.name, published: (await lanAddresses.view()).published }
    return {
      failures,
      dependents,
      addresses: outwardAddresses(systemNetwork.addresses()).map(({ address }) => address),
      checks: [
        ...(alone ? [checkProgram(folder)] : []),
        ...networkChecks(around, {
          cloudUrl,
          directories,
          dnsHosts: dnsHosts(certificates),
          asDevice: () => cloud.devices.auditHeads(),
          clockJumped,
        }).map((check) => (alone && comesWithProgram(check) ? withoutProgram(check) : check)),
        ...accounts.map(checkAccount),
        ...nameChecks(around, { certificates, accounts, device, dns, delegation: proofs.delegation, practice, builtInDns }),
        ...machineChecks({ folder, db, secrets, store, probe, targetsFor, audit, useMap, clock, pid: process.pid, certificates }),
      ],
    }
  }

  return createDoctor({ clock, timers: nodeTimers, elapsed: () => performance.now(), log, examine })
}
