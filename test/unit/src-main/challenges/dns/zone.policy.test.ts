import type { Answer } from 'dns-packet'
import { describe, expect, it } from 'vitest'
import { sightText } from '#main/challenges/dns/published-text.policy.ts'
import type { QuestionAnswer } from '#main/challenges/dns/question.policy.ts'
import { sightZone, upFrom } from '#main/challenges/dns/zone.policy.ts'

const name = '_acme-challenge.pc.customer.test'
const soa = (zone: string): Answer => ({ type: 'SOA', name: zone, data: { mname: 'ns1.customer.test', rname: 'admin.customer.test' } })
const ns = (zone: string): Answer => ({ type: 'NS', name: zone, data: 'ns.elsewhere.example' })
const cname = (target: string): Answer => ({ type: 'CNAME', name, data: target })
const txt = (...data: string[]): Answer => ({ type: 'TXT', name, data })
const answer = (more: Partial<QuestionAnswer>): QuestionAnswer => ({
  rcode: 'NOERROR',
  authoritative: true,
  truncated: false,
  answers: [],
  authorities: [],
  additionals: [],
  ...more,
})

describe('where a name’s zone is', () => {
  it.each([
    [
      'the SOA beside a name that does not exist',
      answer({ rcode: 'NXDOMAIN', authorities: [soa('customer.test')] }),
      { zone: 'customer.test' },
    ],
    ['the SOA at the apex', answer({ answers: [soa('pc.customer.test')] }), { zone: 'pc.customer.test' }],
    ['a server that does not know the name', answer({ rcode: 'REFUSED', authoritative: false }), 'further-up'],
    ['what a resolver remembers', answer({ authoritative: false, authorities: [soa('customer.test')] }), 'further-up'],
    ['the SOA of an alias’s target', answer({ answers: [cname('x.test')], authorities: [soa('test')] }), 'further-up'],
    ['the SOA of something else', answer({ authorities: [soa('stranger.test')] }), 'further-up'],
    ['the SOA of a name that only ends alike', answer({ authorities: [soa('tomer.test')] }), 'further-up'],
    ['a zone cut above the name', answer({ authoritative: false, authorities: [ns('pc.customer.test')] }), 'delegated-elsewhere'],
    ['a hint to the root', answer({ authoritative: false, authorities: [ns('')] }), 'further-up'],
  ])('%s', (_, seen, expected) => {
    expect(sightZone(name, seen)).toEqual(expected)
  })

  it('is looked for at the name, then at each parent', () => {
    expect(upFrom('a.b.test')).toEqual(['a.b.test', 'b.test', 'test'])
  })
})

describe('whether a server shows a record', () => {
  it.each([
    ['it does', answer({ answers: [txt('other'), txt('value')] }), 'shown'],
    ['it does, in several strings', answer({ answers: [txt('val', 'ue')] }), 'shown'],
    ['it has another one there', answer({ answers: [txt('other')] }), 'not-yet'],
    ['there is nothing', answer({ rcode: 'NXDOMAIN' }), 'not-yet'],
    ['the name is an alias', answer({ answers: [cname('x.example'), { ...txt('value'), name: 'x.example' }] }), { aliasOf: 'x.example' }],
    ['it only remembers', answer({ authoritative: false, answers: [txt('value')] }), { cannotTell: 'it is not authoritative' }],
    ['it was never told of the zone', answer({ rcode: 'REFUSED' }), { cannotTell: 'REFUSED' }],
  ])('%s', (_, seen, expected) => {
    expect(sightText(seen, name, 'value')).toEqual(expected)
  })
})
