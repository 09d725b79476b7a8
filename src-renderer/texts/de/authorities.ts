import type { authorities as english } from '../en/authorities.ts'

export const authorities: typeof english = {
  authorities: {
    heading: 'Zertifizierungsstellen',
    explanation: 'Neue Zertifikate werden bei der ersten bestellt. Kann sie keines ausstellen, wird die nächste gefragt.',
    loading: 'Die Zertifizierungsstellen werden gelesen …',
    unread: 'Die Zertifizierungsstellen ließen sich nicht lesen.',
    orderSet: (order) => `Zertifikate werden bei ${order} bestellt.`,
    usual: (label) => `Neue Zertifikate werden bei ${label} bestellt, weil keine andere gewählt wurde.`,
    others: 'Weitere Zertifizierungsstellen',
    othersWhy: 'Zertifikate oder Konten dieses Geräts sind dort. Neue Zertifikate werden dort nicht bestellt.',
    numbered: (number, label) => `${number}. ${label}`,
    standing: ({ account, needsBinding, roots, uses }) => {
      const own = {
        none:
          needsBinding && account.bindingKeyId === null
            ? 'Sie verlangt ein Konto, das vorher bei ihr angelegt wurde.'
            : 'Mit der ersten Bestellung wird dort ein Konto eröffnet.',
        valid: 'Dieses Gerät hat dort ein Konto.',
        deactivated: 'Das Konto dort wurde aufgegeben.',
      }[account.status]
      const said = uses === 'team' ? 'Bestellt wird dort mit dem Konto des Teams.' : own
      return roots.length === 0 ? said : `${said} Ihr wird über ein eigenes Stammzertifikat vertraut.`
    },
    up: 'Nach oben',
    down: 'Nach unten',
    remove: 'Aus der Reihenfolge nehmen',
    details: (label) => `Konto und Vertrauen: ${label}`,
    directory: 'Adresse (ACME-Verzeichnis)',
    account: 'Das Konto dieses Geräts',
    accountIs: {
      none: 'Noch gibt es keines. Mit der ersten Bestellung wird es von selbst eröffnet.',
      valid: 'Es ist da und kann genutzt werden.',
      deactivated: 'Es wurde endgültig aufgegeben. Ein anderes kann eröffnet werden.',
    },
    contact: (addresses) => `Die Zertifizierungsstelle schreibt an ${addresses}.`,
    openAccount: 'Jetzt ein Konto eröffnen',
    whose: 'Mit wessen Konto bestellt wird',
    whoseWhy: 'Das Konto des Teams liegt in der Cloud und gilt für alle seine Geräte.',
    uses: { own: 'Das dieses Geräts', team: 'Das des Teams' },
    binding: 'Vorher angelegtes Konto',
    bindingNeeded: 'Diese Zertifizierungsstelle verlangt eines: Auf ihrer Website stehen dafür eine Schlüssel-ID und ein HMAC-Schlüssel.',
    bindingWhy:
      'Stehen auf ihrer Website eine Schlüssel-ID und ein HMAC-Schlüssel, verbinden sie das Konto dieses Geräts mit dem eigenen dort.',
    bound: (keyId) => `Das Konto gehört zu ${keyId}. Der Schlüssel dazu liegt hier versiegelt.`,
    keyId: 'Schlüssel-ID',
    hmacKey: 'HMAC-Schlüssel',
    bind: 'Diese behalten',
    roots: 'Vertrauen',
    rootsNone: 'Ihr wird vertraut, wie dieser Rechner anderen vertraut. Einer eigenen wird über ihr Stammzertifikat vertraut.',
    rootsWhy: 'Ihr wird über das Stammzertifikat vertraut, das für sie gegeben wurde, und niemandem sonst.',
    rootEnds: (day) => `Endet ${day}`,
    trustFile: 'Datei mit dem Stammzertifikat',
    trust: 'Über ihr Stammzertifikat vertrauen …',
    trustOther: 'Anderes Stammzertifikat …',
    distrust: 'Vertrauen entziehen',
    distrustTitle: (label) => `${label} nicht mehr über das eigene Stammzertifikat vertrauen?`,
    distrustUnless: 'Nichts davon geschieht, solange dieser Rechner selbst ihr vertraut.',
    lostAlone: (name, day) =>
      day === undefined
        ? `${name} wird nur dort bestellt und kommt dann nicht.`
        : `${name} wird nur dort bestellt und endet ${day}, ohne erneuert zu werden.`,
    lostFirst: (name, elsewhere) => `${name} wird von da an bei ${elsewhere} erneuert.`,
    lostNext: (name) => `${name} hat eine Zertifizierungsstelle weniger zum Ausweichen.`,
    lostBefore: (name) => `${name} kam von dort und wird ohnehin anderswo erneuert.`,
    lostOrders: 'Neue Zertifikate werden nur dort bestellt und können dann nicht mehr kommen.',
    lostPlace: 'Sie bleibt in der Reihenfolge und versagt dort, bis sie herausgenommen wird.',
    lostNothing: 'Kein Zertifikat dieses Geräts hängt davon ab.',
    add: 'Eine weitere hinzufügen',
    addWhy: 'Sie wird zuerst gefragt, was sie bietet. Bestellt wird damit nichts.',
    known: 'Bekannte',
    another: 'Eine andere, über ihre Adresse',
    address: 'Adresse',
    noAddress: 'Das ist keine Adresse, die eine Zertifizierungsstelle haben kann: Sie beginnt mit https://.',
    thereAlready: 'Sie steht schon in der Reihenfolge.',
    look: 'Ansehen',
    notFound: 'Sie ließ sich nicht ansehen.',
    untrusted: 'Ist es eine eigene, dann hilft ihr Stammzertifikat:',
    found: (label) => `${label} antwortet.`,
    offersBinding:
      'Sie verlangt ein vorher angelegtes Konto. Der Schlüssel dazu kann angegeben werden, sobald sie in der Reihenfolge steht.',
    offersFree: 'Mit der ersten Bestellung wird von selbst ein Konto eröffnet.',
    profiles: (names) => `Profile: ${names}`,
    terms: 'Nutzungsbedingungen',
    addIt: 'Ans Ende stellen',
  },
}
