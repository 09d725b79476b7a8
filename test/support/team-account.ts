import type { TeamAccountGateway } from '#main/acme/accounts/team-account.port.ts'
import type { CertificateAuthority } from '#main/acme/authority.port.ts'
import { createTeamGateway } from '#main/authorities/team-gateway.adapter.ts'
import { createCloudDns01 } from '#main/challenges/dns-01-cloud.adapter.ts'
import { asCloudRefusal } from '#main/licensing/cloud-refusal.ts'
import { connectTo, type Issued, issue, newTestAccount } from './acme-client-under-test.ts'
import type { TestDevice } from './cloud-device.ts'

type Ca = { directoryUrl: string; rootPem: string }

/** The agent's way to its team's account, from a test's device: refused as the agent is. */
export function gatewayOf({ api }: TestDevice): TeamAccountGateway {
  const gateway = createTeamGateway(api)
  const refusing = (error: unknown) => {
    throw asCloudRefusal(error, 'the cloud under test')
  }
  return { find: (...call) => gateway.find(...call).catch(refusing), ask: (...call) => gateway.ask(...call).catch(refusing) }
}

/** The agent's ACME client, which orders with the team's account and has one of its own beside it. */
export async function orderingWithTeam(device: TestDevice, ca: Ca, team = gatewayOf(device)): Promise<CertificateAuthority> {
  return connectTo(ca, await newTestAccount(), { team, pace: { first: 50, slowest: 500, patience: 20_000 } })
}

export function cloudSolver({ api }: TestDevice) {
  return createCloudDns01({ cloud: api, seenEverywhere: async () => undefined })
}

/** As an agent goes the whole way: key and request are made here, all else is asked by way of the cloud. */
export async function issueWithTeam(device: TestDevice, ca: Ca, names = [device.enrolled.name]): Promise<Issued> {
  return issue(await orderingWithTeam(device, ca), cloudSolver(device), names)
}
