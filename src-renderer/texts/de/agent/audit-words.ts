import type { AuditWords } from '@mylzip/shared/domain/audit-actions.ts'

export const germanAuditWords: AuditWords = {
  reason: {
    words: {
      first: 'Dieses Gerät hatte noch keines',
      asked: 'Jemand wollte es so',
      'ari-window': 'Die Zertifizierungsstelle hat diese Zeit vorgeschlagen',
      age: 'Es war alt genug, um erneuert zu werden',
      emergency: 'Es war kurz vor dem Ende',
      resumed: 'Sie war abgebrochen worden',
      retry: 'Der letzte Versuch ist nicht fertig geworden',
      revoked: 'Das jetzige Zertifikat wurde widerrufen',
      'key-lost': 'Der private Schlüssel des jetzigen Zertifikats ging verloren',
    },
    missing: 'Es war Zeit',
  },
  key: {
    words: {
      open: 'mit seinem privaten Schlüssel, ungeschützt',
      locked: 'mit seinem privaten Schlüssel, unter einem Passwort',
      none: 'ohne seinen privaten Schlüssel',
    },
    missing: 'mit seinem privaten Schlüssel',
  },
  revocation: {
    words: {
      unspecified: 'ohne Angabe eines Grundes',
      keyCompromise: 'Sein privater Schlüssel wurde offengelegt',
      affiliationChanged: 'Wen es nennt, hat sich geändert',
      superseded: 'Ein anderes tritt an seine Stelle',
      cessationOfOperation: 'Sein Name wird nicht mehr benutzt',
      privilegeWithdrawn: 'Das Recht darauf wurde zurückgenommen',
    },
    missing: 'Ein Grund ist nicht bekannt',
  },
  command: {
    words: {
      provision: 'ein Zertifikat holen',
      renew: 'ein Zertifikat erneuern',
      revoke: 'ein Zertifikat widerrufen lassen',
    },
    missing: 'etwas tun, was diese Version nicht kennt',
  },
  replacement: {
    words: {
      ordered: 'Ein Zertifikat mit neuem Schlüssel wird an seiner Stelle beantragt.',
      asked: 'Nichts erneuert es von selbst: „mylzip renew“ beantragt eines mit neuem Schlüssel.',
    },
    missing: 'Es braucht eines mit neuem Schlüssel.',
  },
  reach: {
    words: {
      closed: 'Die Ordner darum herum hatten sie ausgesperrt.',
      open: 'Sie konnten ihn lesen. Ist einem von ihnen nicht zu trauen, das Zertifikat wegen offengelegten Schlüssels widerrufen („mylzip revoke“ mit keyCompromise). Dann wird ein anderes mit neuem Schlüssel beantragt.',
    },
    missing: 'Ob sie ihn lesen konnten, ist nicht bekannt.',
  },
  tokenLevel: {
    words: { read: 'nachsehen', operate: 'nachsehen und bedienen' },
    missing: 'das, wofür es angelegt wurde',
  },
  store: {
    words: { directory: 'im Zertifikatordner des Programms', windows: 'im Zertifikatspeicher von Windows' },
    missing: 'im Zertifikatspeicher',
  },
}
