import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { OrderInput } from '@mylzip/shared/operations/certificates.ts'
import type { CertificateStore } from '../stores/store.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { refuseImpossibleReuse, refuseOtherKind, requestFor } from './choices.ts'
import { refuseReportedKey } from './refuse-reported-key.ts'
import { refuseImpossibleTpm } from './tpm-key.ts'

interface Needs {
  db: AgentDatabase['db']
  store: Pick<CertificateStore, 'tpm'>
  usual: { keyType: KeyType }
}

/** The key that an order comes to, with the request where it lies elsewhere. Refuses with CSR_*, KEY_* and TPM_* one that cannot be. */
export async function orderedKey({ db, store, usual }: Needs, wanted: OrderInput, names: readonly string[]) {
  const request = wanted.csr === undefined ? undefined : await requestFor(wanted.csr, names)
  refuseOtherKind(request?.keyType, wanted.keyType)
  if (request) await refuseReportedKey(db, request.der)
  const exportable = wanted.exportable ?? true
  const keyType = request?.keyType ?? wanted.keyType ?? usual.keyType
  const keyUse = wanted.keyUse ?? 'new'
  const hasRequest = request !== undefined
  refuseImpossibleReuse({ keyUse, exportable, hasRequest })
  refuseImpossibleTpm(store, { keyUse, keyType, hasRequest, exportable: wanted.exportable, isDevices: false })
  return { request, keyType, keyUse, exportable }
}
