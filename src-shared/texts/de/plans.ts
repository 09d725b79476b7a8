import type { LimitName, PlanFeature } from '../../domain/plans.ts'

/** What a plan can have, behind “Der Tarif enthält …”. */
export const germanPlanFeatures: Readonly<Record<PlanFeature, string>> = {
  'device-certificate': 'ein Zertifikat für den eigenen Namen des Geräts, das sich von selbst erneuert',
  'audit-log': 'das Protokoll von allem, was getan wurde',
  'device-page': 'die Geräteseite',
  'lan-name': 'den Namen, der im lokalen Netzwerk zum Gerät führt',
  'own-domains': 'Zertifikate für eigene Domains',
  wildcard: 'Platzhalter-Zertifikate (Wildcards)',
  'multi-domain': 'Zertifikate für mehrere Namen',
  'ip-addresses': 'Zertifikate für IP-Adressen',
  'short-lived': 'kurzlebige Zertifikate',
  'all-targets': 'alle Programme und Server, die ein Zertifikat bekommen können',
  'alert-channels': 'Benachrichtigungen per E-Mail, Chat und Webhook',
  hsts: 'HSTS-Verwaltung und die Sicherheitsnote',
  'api-tokens': 'API-Token',
  fleet: 'Team-Portal, Rollen, Registrierungstoken, Richtlinien und den Export des Protokolls',
}

export const germanLimits: Readonly<Record<LimitName, string>> = {
  devices: 'Geräte',
  ownDomains: 'eigene Domains',
  monitors: 'überwachte Hosts',
  apiCalls: 'API-Aufrufe in diesem Monat',
}
