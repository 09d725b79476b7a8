import { createHmac } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { createTsig } from '@mylzip/shared/dns/tsig.policy.ts'
import type { TsigKey } from '@mylzip/shared/dns/tsig-key.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Clock } from '../../../plugins/clock.port.ts'
import type { Random } from '../../../plugins/random.port.ts'
import { exchange, type ServerAddress } from './exchange.adapter.ts'
import { questionFor, showsSet } from './shown-set.policy.ts'
import { updateMessage } from './update-message.ts'
import type { RecordSet, ZonePlace } from './zone-place.port.ts'

/** A zone that another server holds, which takes updates (RFC 2136): Knot, BIND, PowerDNS. */
export interface UpdatedZone extends ServerAddress {
  zone: string
  key: TsigKey
  /** Servers that copy the zone, from a hidden primary for instance: they too have a change before it counts as published. */
  secondaries: readonly ServerAddress[]
}

export interface UpdatedServerNeeds {
  updated: UpdatedZone
  clock: Clock
  random: Random
  /** ms that a secondary may take. */
  patience?: number
}

const answerWithin = 5 * second

const tsig = createTsig((algorithm, secret, message) => createHmac(algorithm.replace('hmac-', ''), secret).update(message).digest())

/** Signed with TSIG (RFC 8945), over TCP alone: an answer may be long, and nobody on the way can make one up blindly. */
export function createUpdatedServer({ updated, clock, random, patience = 10 * second }: UpdatedServerNeeds): ZonePlace {
  const { zone, key, secondaries } = updated
  const newId = () => Buffer.from(random.bytes(2)).readUInt16BE(0)

  async function update(sets: readonly RecordSet[]): Promise<void> {
    const request = tsig.signRequest(updateMessage(newId(), zone, sets), key, clock.now())
    const answer = await exchange(updated, request.message, answerWithin)
    const proof = tsig.proveAnswer(answer, request, key, clock.now())
    const rcode = answer.length < 12 ? undefined : answer.readUInt16BE(2) & 0xf
    if (proof.is === 'forged') throw new Error(proof.reason)
    if (rcode !== 0 || proof.error !== 0) throw new Error(`it answered with code ${rcode ?? 'none'} (TSIG ${proof.error})`)
    if (proof.is !== 'proven') throw new Error('its answer is not signed')
  }

  async function seenAt(server: ServerAddress, set: RecordSet): Promise<void> {
    const deadline = performance.now() + patience
    for (let pause = 10; ; pause = Math.min(pause * 2, 320)) {
      const { id, message } = questionFor(newId(), set)
      if (showsSet(await exchange(server, message, answerWithin), id, set)) return
      if (performance.now() > deadline) throw new Error(`it does not show ${set.name} ${set.type} after ${patience / second} seconds`)
      await setTimeout(pause)
    }
  }

  const named = (server: ServerAddress) => (cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Refusal('ZONE_NOT_SHOWN', { zone, server: `${server.host}:${server.port}`, reason }, { cause })
  }

  return {
    async show(sets) {
      await update(sets).catch(named(updated))
      await Promise.all(secondaries.flatMap((server) => sets.map((set) => seenAt(server, set).catch(named(server)))))
    },
  }
}
