import type { TsigKey } from '@mylzip/shared/dns/tsig-key.ts'

/** Secrets 00 01 02 …, as long as the hash. */
const counting = (length: number) => Buffer.from(Array.from({ length }, (_, at) => at))
export const sha256: TsigKey = { name: 'device-key', algorithm: 'hmac-sha256', secret: counting(32) }
export const sha512: TsigKey = { name: 'bigger-key.customer.test', algorithm: 'hmac-sha512', secret: counting(64) }

/** The update that both servers took: TXT "x" with a TTL of 60 at _acme-challenge.a.customer.test, id 4711. */
export const update = { kind: 'add', zone: 'customer.test', name: '_acme-challenge.a.customer.test', value: 'x' } as const

const body =
  '12672800000100000001000108637573746f6d6572047465737400000600010f5f61636d652d6368616c6c656e6765016108637573746f6d6572047465737400001000010000003c00020178'
const zone = '08637573746f6d657204746573740000060001'
const named256 = '0a6465766963652d6b65790000fa00ff00000000'
const named512 = '0a6269676765722d6b657908637573746f6d657204746573740000fa00ff00000000'
const hmac256 = '0b686d61632d7368613235360000006b01'
const hmac512 = '0b686d61632d7368613531320000006b01'
const end = '126700000000'

/** What BIND 9.18 and Knot 3.2 were sent, and what they answered: taken from the wire, their code being the judge of ours. */
export const recorded = [
  {
    server: 'BIND',
    key: sha256,
    at: 1_795_249_183_000,
    request: `${body}${named256}003d${hmac256}541f012c0020594b254bb336d6a159cf3268ee7d93f2cb76bd9c3a6f36a1c4019c6beb7e0589${end}`,
    answer: `1267a8000001000000000001${zone}${named256}003d${hmac256}541f012c00206f6cd3f92f1cfdee47e0952a7b53e06bd2e0e73c5544534c072c951b43bdc85d${end}`,
  },
  {
    server: 'BIND',
    key: sha512,
    at: 1_795_249_183_000,
    request: `${body}${named512}005d${hmac512}541f012c00408e40c967866f03e3040acff95f83efb82ca427f300ff4aeb15308fdadfe9066399dbb0542bbcbb9ac0206344ee73e17cfc926d4c5dcca00a77318b1fed01e518${end}`,
    answer: `1267a8000001000000000001${zone}${named512}005d${hmac512}541f012c00405364b01e718ea82b529907ab2dc2f591cf7a747ca0285b243a8ce93499277bda8a3b590266b1d826d4eeb4e815c09e93d49e423e9f5afba40c8cbc1e18b918f3${end}`,
  },
  {
    server: 'Knot',
    key: sha256,
    at: 1_795_249_184_000,
    request: `${body}${named256}003d${hmac256}5420012c0020df99e72033390a456347f1a14adcec7f9eb00bd0f885620e3998d5e5b24f351e${end}`,
    answer: `1267a8000001000000000001${zone}${named256}003d${hmac256}5420012c00209bb9da0f1c4175e5ba917f95c74d3bc78959c1487c4bceda2209c3a4189747fd${end}`,
  },
  {
    server: 'Knot',
    key: sha512,
    at: 1_795_249_184_000,
    request: `${body}${named512}005d${hmac512}5420012c00403e7aeb76151acc76f4d9114f1da58ac6fddea8c2895ba0204d55ff79d236b6dbb5cd8e11508e858e0b01829a620a127d06e7113053378da141843b0c1c79781d${end}`,
    answer: `1267a8000001000000000001${zone}${named512}005d${hmac512}5420012c0040bbdce23887fe6f019a3b7f783e7e1a143ecdceb6b68a28604619345829e922ed5a096784a355275bcb0e47e6a03555dab9b04622c52756440840aef42f206825${end}`,
  },
].map(({ request, answer, ...rest }) => ({ ...rest, request: bytes(request), answer: bytes(answer) }))

/** BIND's answer to a request that was signed ten minutes before. */
export const badTime = {
  at: 1_795_248_583_000,
  theirs: 1_795_249_183_000,
  answer: bytes(
    `1267a8090001000000000001${zone}${named256}0043${hmac256}51c7012c0020db3b0d04118097941aa1abf74e7107624efa67ab48e9ad1029f160fcd021e7ed12670012000600006b01541f`,
  ),
}

function bytes(hex: string): Buffer {
  return Buffer.from(hex, 'hex')
}
