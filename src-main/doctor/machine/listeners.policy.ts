/** A socket that listens, as /proc/net/tcp and /proc/net/tcp6 list it. */
export interface ListeningSocket {
  address: string
  port: number
  uid: number
  inode: string
}

const listening = '0A'

/** The listening sockets of a table of proc(5). What cannot be read in it is left out. */
export function listenersIn(table: string): ListeningSocket[] {
  return table.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , uid = '', , inode = ''] = line.trim().split(/\s+/)
    const [, hex = '', port = ''] = /^([\dA-F]{8}|[\dA-F]{32}):([\dA-F]{4})$/i.exec(local) ?? []
    if (state !== listening || hex === '' || !/^\d+$/.test(uid) || !/^\d+$/.test(inode)) return []
    return [{ address: addressOf(hex), port: Number.parseInt(port, 16), uid: Number(uid), inode }]
  })
}

/** Words of four bytes, each with its last byte first. */
function addressOf(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).reverse())
  if (bytes.length === 4) return bytes.join('.')
  const groups = Array.from({ length: 8 }, (_, at) => (((bytes[at * 2] ?? 0) << 8) | (bytes[at * 2 + 1] ?? 0)).toString(16))
  return groups.every((group) => group === '0') ? '::' : groups.join(':')
}
