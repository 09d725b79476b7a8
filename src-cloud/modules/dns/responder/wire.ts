/** Response codes (RFC 1035 §4.1.1, RFC 6891 §6.1.3). */
export const rcodes = { noError: 0, formErr: 1, servFail: 2, nxDomain: 3, notImp: 4, refused: 5, badVers: 16 } as const
export type Rcode = (typeof rcodes)[keyof typeof rcodes]

/** Types this server holds, or has to know (RFC 1035 §3.2.2, RFC 3596, RFC 8659, RFC 6891). */
export const types = { a: 1, ns: 2, soa: 6, txt: 16, aaaa: 28, opt: 41, ixfr: 251, axfr: 252, any: 255, caa: 257 } as const

export const classIn = 1

/** The size every resolver's network carries unfragmented (DNS flag day 2020). */
export const largestUdp = 1232
/** What a client without EDNS0 can take (RFC 1035 §4.2.1). */
export const smallestUdp = 512
