import type { certificates as english } from '../en/certificates.ts'
import { plural } from './plural.ts'

export const certificates: typeof english = {
  certificates: {
    heading: 'Zertifikate',
    column: { state: 'Zustand', names: 'Namen', issuer: 'Aussteller', validUntil: 'Gültig bis', usedBy: 'Benutzt von' },
    notIssued: 'Noch nicht ausgestellt',
    emptyTitle: 'Noch keine Zertifikate',
    empty: 'Jedes Zertifikat dieses Geräts erscheint hier, mit seinem Zustand und den Programmen, die es benutzen.',
    order: 'Ein Zertifikat bestellen',
    close: 'Schließen',
    gone: 'Dieses Zertifikat wird hier nicht mehr verwaltet.',
    loading: 'Der Agent wird gefragt …',
    unread: 'Das ließ sich nicht lesen.',
    usesUnread:
      'Die Programme dieses Geräts ließen sich nicht fragen, was sie benutzen. In der Spalte stehen die, denen neue Zertifikate mitgeteilt werden.',
    action: { export: 'Exportieren', configure: 'Auswahl ändern', revoke: 'Widerrufen', forget: 'Vergessen' },
    setByOrganisation: 'Von der Organisation festgelegt',
  },

  certificateUses: {
    heading: 'Benutzt von',
    none: 'Von keinem Programm dieses Geräts ist bekannt, dass es das Zertifikat benutzt.',
    unread: (what) => `Nicht nachgesehen werden konnte: ${what}.`,
  },

  custody: {
    heading: 'Der private Schlüssel',
    sentence: (parts) => `${parts.join(', ')}.`,
    origin: {
      'made-here': (day) => (day === '' ? 'Auf diesem Gerät erzeugt' : `Am ${day} auf diesem Gerät erzeugt`),
      'made-in-tpm': (day) =>
        day === '' ? 'Im Sicherheitschip dieses Geräts erzeugt' : `Am ${day} im Sicherheitschip dieses Geräts erzeugt`,
      brought: (day) => (day === '' ? 'Mit dem Zertifikat hierher gebracht' : `Am ${day} mit dem Zertifikat hierher gebracht`),
      elsewhere: () => 'Anderswo erzeugt, wo er noch liegt',
      unknown: () => 'Wo er erzeugt wurde, ist hier nicht verzeichnet',
    },
    exports: (count) =>
      count === 0 ? 'von diesem Programm nie herausgegeben' : plural(count, { one: 'einmal herausgegeben', other: '#-mal herausgegeben' }),
    keptBy: {
      windows: 'von Windows aufbewahrt',
      directory: 'im Zertifikatsordner aufbewahrt',
      tpm: 'vom Sicherheitschip aufbewahrt, der ihn niemandem gibt',
      lost: 'und inzwischen von diesem Gerät verschwunden',
    },
    sealedCopy: 'Eine versiegelte Kopie liegt in den Daten des Programms.',
    backups: (count) =>
      plural(count, {
        one: 'Seither wurde eine Sicherung erstellt, in der er auch liegen kann.',
        other: 'Seither wurden # Sicherungen erstellt, in denen er auch liegen kann.',
      }),
    exported: (format, locked) => (locked ? `als ${format}, mit Passwort` : `als ${format}, ohne Passwort`),
    exportList: 'Wann er herausgegeben wurde',
  },

  chain: {
    heading: 'Wer dafür bürgt',
    list: 'Vom Zertifikat bis zu seiner Wurzel',
    until: (day) => `bis ${day}`,
    root: {
      machine: 'Die Kette führt zu einer Wurzel, der dieser Rechner vertraut.',
      given:
        'Die Kette führt zu einer Wurzel, die für ihre Zertifizierungsstelle ergänzt wurde. Andere Rechner vertrauen ihr nicht von selbst.',
      none: 'Die Kette führt zu keiner Wurzel, der dieser Rechner vertraut.',
    },
    trusted: 'Hier vertraut',
    notTrusted: 'Hier nicht vertraut',
    facts: {
      subject: 'Inhaber',
      issuer: 'Aussteller',
      key: 'Schlüssel',
      serial: 'Seriennummer',
      sha256: 'SHA-256',
      from: 'Kommt von',
    },
    from: { authority: 'Der Zertifizierungsstelle, mit dem Zertifikat', 'trusted-here': 'Den Wurzeln, denen hier vertraut wird' },
    valid: (from, until) => `${from} bis ${until}`,
    validity: 'Gültig',
  },

  versions: {
    heading: 'Versionen',
    title: (number) => `Version ${number}`,
    inUse: 'in Gebrauch',
    revoked: (relative) => `widerrufen ${relative}`,
    none: 'Noch wurde nichts ausgestellt.',
  },

  exporting: {
    title: (name) => `Das Zertifikat von ${name} exportieren`,
    format: 'Datei',
    formats: {
      pfx: 'PFX, mit Schlüssel: für Windows und die meisten Programme',
      jks: 'Keystore, mit Schlüssel: für Java',
      pem: 'PEM, Schlüssel und Kette in einer Datei: für Webserver',
      'pem-key': 'PEM, nur der Schlüssel',
      'pem-fullchain': 'PEM, Zertifikat und Kette, ohne Schlüssel',
      'pem-certificate': 'PEM, nur das Zertifikat',
      'pem-chain': 'PEM, nur die Kette',
      'pkcs7-pem': 'PKCS #7 als Text, ohne Schlüssel',
      'pkcs7-der': 'PKCS #7, ohne Schlüssel',
    },
    lock: 'Wie der Schlüssel verschlossen wird',
    oneTime: 'Mit einem Passwort, das nur für diese Datei entsteht',
    own: 'Mit einem eigenen Passwort',
    open: 'Gar nicht: Wer die Datei hat, hat den Schlüssel',
    password: 'Passwort',
    repeat: 'Passwort noch einmal',
    differ: 'Die beiden sind nicht gleich.',
    needed: 'Ein Passwort ist nötig.',
    recorded: 'Dass er herausgegeben wurde, steht danach im Protokoll.',
    modern: 'AES-256: Nichts, was älter ist als Windows 10 1709, öffnet das',
    go: 'Exportieren',
    done: (file) => `${file} wurde zum Speichern übergeben.`,
    shownOnce: 'Dieses Passwort öffnet die Datei. Es ist nur hier und nur jetzt zu sehen.',
    passwordLabel: 'Passwort der Datei',
    copyPassword: 'Passwort kopieren',
    finished: 'Fertig',
    failed: 'Nichts wurde herausgegeben.',
  },

  revoking: {
    title: (name) => `Das Zertifikat von ${name} widerrufen?`,
    losses: ['Von da an lehnen Programme, die nachsehen, dieses Zertifikat ab. Das lässt sich nicht zurücknehmen.'],
    reason: 'Grund',
    reasons: {
      unspecified: 'Kein Grund angegeben',
      keyCompromise: 'Jemand anderes könnte den privaten Schlüssel haben',
      affiliationChanged: 'Wen es nennt, hat sich geändert',
      superseded: 'Ein anderes tritt an seine Stelle',
      cessationOfOperation: 'Der Name wird nicht mehr benutzt',
      privilegeWithdrawn: 'Das Recht an dem Namen wurde entzogen',
    },
    effects: 'Was das für Programme bedeutet',
    noEffects: 'Von keinem Programm dieses Geräts ist bekannt, dass es das Zertifikat benutzt.',
    effectsUnread: 'Was das für Programme bedeutet, ließ sich nicht herausfinden.',
    go: 'Widerrufen',
    failed: 'Es wurde nicht widerrufen.',
  },

  forgetting: {
    title: (name) => `Das Zertifikat von ${name} vergessen?`,
    losses: ['Es wird nicht mehr erneuert.', 'Die versiegelten Kopien seiner privaten Schlüssel werden endgültig vernichtet.'],
    lossFromStore: 'Es wird aus dem Zertifikatspeicher genommen: Programme, die es von dort benutzen, verlieren es.',
    alsoFromStore: 'Es auch aus dem Zertifikatspeicher nehmen',
    evenIfUsed: 'Es auch den oben genannten Programmen wegnehmen',
    go: 'Vergessen',
    failed: 'Es wurde nicht vergessen.',
  },

  choices: {
    heading: 'Auswahl für Erneuerungen',
    title: (name) => `Auswahl für ${name}`,
    why: 'Sie gilt von der nächsten Erneuerung an.',
    authority: 'Zertifizierungsstelle',
    profile: 'Profil',
    usualProfile: 'Das übliche der Zertifizierungsstelle',
    keyType: 'Art des Schlüssels',
    keyUse: 'Schlüssel bei Erneuerungen',
    keyUses: { new: 'Jedes Mal ein neuer', reuse: 'Wieder derselbe', tpm: 'Jedes Mal ein neuer im Sicherheitschip' },
    exportable: 'Der Schlüssel darf exportiert werden',
    preferredChain: 'Bevorzugte Kette',
    preferredChainHint: 'Name einer Wurzel oder eines Ausstellers, wo die Zertifizierungsstelle mehr als eine Kette anbietet.',
    noPreference: 'Keine',
    lossOfCopy: 'Die versiegelten Kopien seiner Schlüssel werden vernichtet, sodass der Schlüssel nicht mehr exportiert werden kann.',
    save: 'Speichern',
    failed: 'Nichts wurde geändert.',
    authoritiesUnread: 'Die hier bekannten Zertifizierungsstellen ließen sich nicht lesen.',
    yes: 'Ja',
    no: 'Nein',
  },

  keyTypes: {
    'rsa-2048': 'RSA 2048',
    'rsa-3072': 'RSA 3072',
    'rsa-4096': 'RSA 4096',
    'p-256': 'ECDSA P-256',
    'p-384': 'ECDSA P-384',
  },
}
