import { lazy } from 'react'
import type { AgentState } from '../../agent/agent-state.ts'
import { CertificatesScreen } from './certificates-screen.tsx'

const OrderScreen = lazy(() => import('../order/order-screen.tsx').then((module) => ({ default: module.OrderScreen })))
const AdoptionScreen = lazy(() => import('../adoption/adoption-screen.tsx').then((module) => ({ default: module.AdoptionScreen })))

/** All that is below "#/certificates": the list, a new one, and those of other programs. */
export function CertificatesPlaces({ state, rest }: { state: AgentState; rest: readonly string[] }) {
  const [place] = rest
  if (place === 'new') return <OrderScreen state={state} />
  return place === 'adopt' ? <AdoptionScreen /> : <CertificatesScreen state={state} rest={rest} />
}
