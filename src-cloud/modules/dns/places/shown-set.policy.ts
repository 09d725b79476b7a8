import dnsPacket from 'dns-packet'
import type { RecordSet } from './zone-place.port.ts'

export function questionFor(id: number, { name, type }: RecordSet): { id: number; message: Buffer } {
  return { id, message: dnsPacket.encode({ type: 'query', id, flags: 0, questions: [{ name, type, class: 'IN' }] }) }
}

/** Whether an answer shows exactly this set; any bytes will do. */
export function showsSet(answer: Buffer, id: number, { type, values }: RecordSet): boolean {
  try {
    const packet = dnsPacket.decode(answer)
    if (packet.id !== id || !packet.flag_aa) return false
    const shown = (packet.answers ?? []).flatMap((record) => {
      if (record.type !== type) return []
      if (record.type === 'CAA') return [record.data.value]
      return record.type === 'A' || record.type === 'AAAA' ? [record.data] : [String(record.data)]
    })
    return shown.length === values.length && values.every((value) => shown.includes(value))
  } catch {
    // The library throws at whatever it cannot read.
    return false
  }
}
