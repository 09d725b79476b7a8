import type { Certificate, Device, Run } from '@mylzip/shared/operations/values.ts'

/** The one line of `--once --json`. Times are RFC 3339, `seconds` is the main job's duration. */
export function resultJson(certificate: Certificate, device: Device, run: Run | undefined, seconds: number): string {
  const version = certificate.current
  return JSON.stringify({
    domain: device.name,
    serial: version?.serial,
    thumbprint: version?.thumbprint,
    notBefore: version?.notBefore,
    notAfter: version?.notAfter,
    renewAt: certificate.renewal?.at ?? null,
    states: {
      issued: version?.states.issued != null,
      installed: version?.states.installed != null,
      bound: version?.states.bound != null,
      verified: version?.states.verified != null,
    },
    trust: version?.consumers[0]?.trust ?? null,
    store: version?.store,
    acmeRequests: run?.acmeRequests ?? 0,
    seconds: Number(seconds.toFixed(3)),
  })
}

/** The same line when it failed: `{"error":{"code","sentence"}}`. */
export function errorJson(code: string, sentence: string): string {
  return JSON.stringify({ error: { code, sentence } })
}
