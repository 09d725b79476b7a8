import { expect, test } from 'vitest'
import { comesFromDashboard } from '#main/doors/loopback/request-gate.policy.ts'

const authority = '127.0.0.1:50123'
const host = authority

test.each([
  ['a program without a browser', { host }],
  ['the address bar', { host, 'sec-fetch-site': 'none' }],
  ['the dashboard’s own script', { host, origin: `http://${authority}`, 'sec-fetch-site': 'same-origin' }],
])('%s is answered', (_, headers) => {
  expect(comesFromDashboard(headers, authority)).toBe(true)
})

test.each([
  ['a name that an attacker’s DNS leads here', { host: 'rebound.example:50123' }],
  ['the same machine by another name', { host: 'localhost:50123' }],
  ['another port', { host: '127.0.0.1:50124' }],
  ['no host at all', {}],
  ['a page on the internet', { host, origin: 'https://evil.example' }],
  ['a page of another program on this machine', { host, origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-site' }],
  ['a sandboxed frame', { host, origin: 'null' }],
  ['our address over TLS', { host, origin: `https://${authority}` }],
  ['an image on another page', { host, 'sec-fetch-site': 'cross-site' }],
  ['an image on another program’s page', { host, 'sec-fetch-site': 'same-site' }],
])('%s is not answered', (_, headers) => {
  expect(comesFromDashboard(headers, authority)).toBe(false)
})
