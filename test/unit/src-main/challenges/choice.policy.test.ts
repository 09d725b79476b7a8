import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChallengeSolver, ChallengeType, Identifier } from '#main/challenges/challenge.port.ts'
import { chooseChallenge, solversOf } from '#main/challenges/choice.policy.ts'

const solver = (type: ChallengeType, proves?: (identifier: Identifier) => boolean): ChallengeSolver => ({
  type,
  ...(proves && { proves }),
  publish: async () => undefined,
  remove: async () => undefined,
})
const all = [solver('http-01'), solver('tls-alpn-01'), solver('dns-01'), solver('dns-persist-01')]
const name: Identifier = { type: 'dns', name: 'pc.customer.test', wildcard: false }
const wildcard: Identifier = { ...name, wildcard: true }
const address: Identifier = { type: 'ip', name: '192.0.2.1', wildcard: false }
const types = (identifier: Identifier) => solversOf(all, identifier).map(({ type }) => type)
const offer = (...offered: string[]) => offered.map((type) => ({ type }))

describe('the way a name is proven', () => {
  it('a name by any, a wildcard by DNS alone, an address by HTTP or TLS alone', () => {
    expect(types(name)).toEqual(['http-01', 'tls-alpn-01', 'dns-01', 'dns-persist-01'])
    expect(types(wildcard)).toEqual(['dns-01', 'dns-persist-01'])
    expect(types(address)).toEqual(['http-01', 'tls-alpn-01'])
  })

  it('is the first that this device can and the authority offers', () => {
    expect(chooseChallenge(offer('dns-01', 'tls-alpn-01', 'new-01'), name, all)?.challenge.type).toBe('tls-alpn-01')
    expect(chooseChallenge(offer('new-01'), name, all)).toBeUndefined()
    expect(chooseChallenge([], name, all)).toBeUndefined()
  })

  it('differs from name to name of one certificate, where each of two ways can do some only', () => {
    const own = solver('dns-01', (identifier) => identifier.name.endsWith('.myl.test'))
    const theirs = solver('dns-01', (identifier) => identifier.name.endsWith('.customer.test'))
    const chosen = (identifier: Identifier) => chooseChallenge(offer('dns-01'), identifier, [own, theirs])?.solver
    expect(chosen({ ...name, name: 'k7.myl.test' })).toBe(own)
    expect(chosen(wildcard)).toBe(theirs)
    expect(chosen({ ...name, name: 'x.other.test' })).toBeUndefined()
  })

  it('is never one that the kind of name forbids, whatever is offered', () => {
    const anyIdentifier = fc.constantFrom(name, wildcard, address)
    const anyOffer = fc.array(fc.constantFrom('http-01', 'tls-alpn-01', 'dns-01', 'dns-persist-01', 'x'))
    fc.assert(
      fc.property(anyIdentifier, anyOffer, fc.shuffledSubarray(all), (identifier, offered, solvers) => {
        const chosen = chooseChallenge(offer(...offered), identifier, solvers)
        if (!chosen) return
        expect(types(identifier)).toContain(chosen.solver.type)
        expect(chosen.challenge.type).toBe(chosen.solver.type)
        expect(offered).toContain(chosen.solver.type)
      }),
    )
  })
})
