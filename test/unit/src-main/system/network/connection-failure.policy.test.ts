import { describe, expect, test } from 'vitest'
import { connectionFailure } from '#main/system/network/connection-failure.policy.ts'

const failure = (code: string, message = '') => connectionFailure({ code, message }, { reused: false, proxied: false })

describe('a failed connection', () => {
  test.each([
    ['ENOTFOUND', false, 'its name is not known to the DNS server of this network'],
    ['EAI_AGAIN', false, 'the DNS server of this network does not answer'],
    ['ECONNREFUSED', false, 'the connection was refused'],
    ['ENETUNREACH', false, 'there is no network connection'],
    ['ECONNRESET', true, 'the connection was cut'],
    ['ETIMEDOUT', true, 'it did not answer in time'],
    ['ECONNABORTED', true, 'it did not answer in time'],
    ['ESOMETHING_NEW', true, 'ESOMETHING_NEW'],
  ])('with %s is said in words, and whether the server may have heard (%s)', (code, heard, reason) => {
    expect(failure(code)).toMatchObject({ kind: 'unreachable', heard, reason })
  })

  test.each([
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
  ])('with %s is a matter of trust', (code) => {
    expect(failure(code)).toEqual({ kind: 'untrusted' })
  })

  test.each(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])('with %s is a matter of time', (code) => {
    expect(failure(code)).toEqual({ kind: 'expired' })
  })

  test.each([
    ['HPE_INVALID_CONSTANT', ''],
    ['EPROTO', 'ssl3_get_record:wrong version number'],
    ['ERR_BAD_RESPONSE', 'maxContentLength size of 1048576 exceeded'],
  ])('with %s means that something else answers there', (code, message) => {
    expect(failure(code, message)).toEqual({ kind: 'other-protocol' })
  })

  test('that waited in vain on a connection from before the machine slept is worth another try', () => {
    expect(connectionFailure({ code: 'ECONNABORTED', message: '' }, { reused: false, proxied: false })).toMatchObject({ lasting: true })
    expect(connectionFailure({ code: 'ECONNABORTED', message: '' }, { reused: true, proxied: false })).toMatchObject({
      lasting: false,
      heard: true,
    })
  })
})
