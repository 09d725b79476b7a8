import type { AuditAction } from '@mylzip/shared/domain/audit-actions.ts'

/** Everything the audit log can say, in German. */
export const germanAudit: Readonly<Record<AuditAction, string>> = {
  // this program
  'agent-started': 'MyL.Zip SSL {version} wurde gestartet.',
  'agent-stopped': 'MyL.Zip SSL wurde beendet.',
  'database-set-aside': 'Die Datenbank war beschädigt. Sie wurde als {kept} aufgehoben, und eine neue wurde begonnen.',
  'database-begun-anew': 'Die Datenbank war weg, obwohl dieses Programm hier gearbeitet hat. Eine neue wurde begonnen.',
  'dashboard-opened': 'Das Dashboard wurde in einem Browser geöffnet.',
  'backup-made': 'Eine Sicherung von allem wurde nach {file} geschrieben. Schlüssel, die nicht darin sind: {missing}.',
  restored: 'Alles wurde aus einer Sicherung von {backupAt} wiederhergestellt. Ihr Protokoll endete bei Eintrag {head}.',
  'renewals-paused': 'Nicht dringende Erneuerungen warten bis {until}.',
  'renewals-resumed': 'Erneuerungen laufen wieder von selbst: Die Pause wurde vorzeitig beendet.',
  'audit-verified': 'Dieses Protokoll wurde geprüft: {result}.',

  // this device
  'device-enrolled': 'Dieses Gerät ist {team} als {subject} beigetreten.',
  'device-renamed':
    'Dieses Gerät heißt jetzt {subject} und nicht mehr {former}. Das Zertifikat für {former} bleibt, wo es ist, und wird nicht erneuert.',
  'device-transferred': 'Das Team hat dieses Gerät an {team} gegeben. Es heißt jetzt {subject} und nicht mehr {former}.',
  'device-key-changed': 'Dieses Gerät hat einen anderen Schlüssel, an dem die Cloud es erkennt.',
  'device-kept': 'Jemand hat gesagt, dass dieser Rechner {subject} ist: Das Gerät ist hierher umgezogen.',
  'identity-given-up':
    'Dieser Rechner ist eine Kopie des Rechners {subject}. Ab jetzt hat er einen eigenen Schlüssel. Zertifikate, die beide haben, erneuert der andere.',
  'cloud-moved': 'Die Cloud ist nach {cloud} umgezogen. Dieses Gerät bleibt {subject}.',
  'lan-consent-given': 'Erlaubt: {subject} führt im lokalen Netzwerk zu diesem Gerät.',
  'lan-consent-withdrawn': 'Nicht mehr erlaubt: {subject} führt im lokalen Netzwerk zu diesem Gerät.',
  'lan-addresses-published': 'Der Name {subject} führt jetzt zu {addresses}.',
  'lan-addresses-removed': 'Der Name {subject} führt zu keiner Adresse mehr.',
  'device-page-opened-to-lan': 'Andere Rechner im Netzwerk dürfen die Geräteseite sehen.',
  'device-page-closed-to-lan': 'Nur dieser Rechner darf die Geräteseite sehen.',
  'proxy-chosen': 'Verbindungen gehen ab jetzt über den Proxy {proxy}. Daran vorbei gehen: {past}.',
  'proxy-given-up': 'Verbindungen gehen ab jetzt ohne Proxy.',
  'proxy-left-to-system': 'Verbindungen gehen ab jetzt über den Proxy, den das System nennt, wenn es einen nennt.',

  // what the team asked for, by way of the cloud
  'command-received': 'Das Team hat dieses Gerät über die Cloud beauftragt: {command}.',

  // certificates that a person asked for
  'usual-choices-set': 'Neue Zertifikate bekommen diese Einstellungen, wenn nichts anderes gesagt wird: {choices}.',
  'certificate-wanted': 'Ein Zertifikat für {names} soll hier verwaltet werden.',
  'certificate-imported': 'Das Zertifikat für {subject} wurde aus einer Datei hereingeholt, mit seinem privaten Schlüssel.',
  'certificate-exported': 'Das Zertifikat von {subject} wurde als {format} herausgegeben, {key}.',
  'certificate-revoked': 'Das Zertifikat von {subject} wurde bei seiner Zertifizierungsstelle widerrufen: {revocation}.',
  'device-name-added': 'Dieses Gerät, {subject}, heißt auch {names}.',
  'policy-obeyed': 'Das Zertifikat von {subject} folgt Version {version} der Richtlinie der Organisation.',
  'certificate-configured': 'Für das Zertifikat von {subject} gelten andere Einstellungen: {choices}.',
  'certificate-forgotten': 'Das Zertifikat von {subject} wird nicht mehr verwaltet. Seine versiegelten Schlüssel wurden vernichtet.',

  'certificate-adopted': 'Das Zertifikat für {subject} wurde von {source} übernommen, ohne neuen Antrag.',
  'account-adopted': 'Das Konto bei {directory} wurde von {source} übernommen.',

  // how names are proven
  'dns-server-added': 'Namen dürfen im DNS-Server {subject} nachgewiesen werden. Sein Schlüssel wurde hier versiegelt.',
  'dns-server-removed': 'Der DNS-Server {subject} wird nicht mehr benutzt. Sein Schlüssel wurde vernichtet.',
  'token-made': 'Für „{subject}“ wurde ein Token angelegt. Damit darf ein Programm dieses Rechners bis {until}: {tokenLevel}.',
  'token-revoked': 'Das Token von „{subject}“ wurde widerrufen und lässt niemanden mehr ein.',
  'token-used': 'Das Programm mit dem Token von „{subject}“ wollte etwas ändern: {operation}.',
  'local-api-moved': 'Programme dieses Rechners, die ein Token haben, fragen unter {subject} an.',

  // certificate authorities, and the accounts there
  'authorities-ordered': 'Neue Zertifikate werden bei der ersten dieser Stellen beantragt, die ausstellen kann: {order}.',
  'authority-trusted': 'Der Zertifizierungsstelle {subject} wird mit einem eigenen Stammzertifikat vertraut: {roots}.',
  'authority-distrusted': 'Der Zertifizierungsstelle {subject} wird nicht mehr mit einem eigenen Stammzertifikat vertraut.',
  'account-bound': 'Das Konto bei {subject} gehört zu dem, das dort vorher als {keyId} angelegt wurde.',
  'account-opened': 'Dieses Gerät hat ein Konto bei {subject}.',
  'account-contact-changed': 'Der Kontakt des Kontos bei {subject} ist {contact}.',
  'account-key-changed': 'Das Konto bei {subject} hat einen anderen Schlüssel.',
  'account-chosen': 'Bei {subject} werden Zertifikate so beantragt: {whose}.',
  'account-deactivated': 'Das Konto bei {subject} wurde endgültig stillgelegt.',

  // certificates, in the order of a run
  'run-started': 'Die Arbeit am Zertifikat hat begonnen: {reason}.',
  'key-made': 'Ein privater Schlüssel wurde auf diesem Gerät erzeugt und hier versiegelt.',
  'authority-changed': '{from} konnte nicht ausstellen. Deshalb wird {to} gefragt. {sentence}',
  'order-placed': 'Das Zertifikat wurde beantragt.',
  'order-placed-anew':
    'Das Zertifikat wurde beantragt. Die Zertifizierungsstelle sagt, dass es schon ein neueres gibt, das nicht hier ist: vielleicht auf einem anderen Rechner, von dem dieser wiederhergestellt wurde.',
  'certificate-issued': 'Das Zertifikat wurde von {issuer} ausgestellt.',
  'certificate-installed': 'Das Zertifikat wurde abgelegt: {store}.',
  'certificate-put-back': 'Dateien des Zertifikats von {subject} fehlten oder waren beschädigt ({store}). Sie wurden zurückgelegt.',
  'certificate-not-in-place':
    'Das Zertifikat von {subject} liegt nicht so da, wie es sollte ({store}), und ließ sich nicht zurücklegen. Es wird jede Minute wieder versucht. {sentence}',
  'certificate-bound': 'Auf das Zertifikat umgestellt: {programs}.',
  'certificate-verified': 'Das Zertifikat von {name} wurde im Einsatz gesehen.',
  'target-added': '{program} soll das Zertifikat von {subject} zeigen.',
  'target-removed': '{program} bekommt das Zertifikat von {subject} nicht mehr.',
  'target-rolled-back': '{program} zeigt wieder ein früheres Zertifikat von {subject} ({thumbprint}).',
  'target-given-back': '{program} hat zurückbekommen, was es vor dem Zertifikat von {subject} hatte.',
  'target-not-given-back': '{program} ließ sich nicht zurückgeben, was es vorher hatte. {sentence}',
  'run-succeeded': 'Die Arbeit am Zertifikat ist fertig.',
  'run-failed': 'Die Arbeit am Zertifikat ist nicht fertig geworden: {sentence}',
  'key-made-in-tpm': 'Ein neuer privater Schlüssel ({keyType}) wurde im TPM dieses Rechners erzeugt, das ihn niemandem gibt.',
  'key-reused': 'Der private Schlüssel des vorigen Zertifikats wird wieder benutzt.',
  'key-lost': 'Die einzige Kopie des privaten Schlüssels von {subject} ist nicht mehr da ({store}). {replacement}',
  'key-made-private':
    'Andere Benutzer dieses Rechners hatten Rechte an {path} ({rights}), wo der private Schlüssel von {subject} liegt. Sie wurden ihnen genommen. {reach}',
  'key-destroyed': 'Die versiegelte Kopie des privaten Schlüssels von {subject} wurde vernichtet. Übrig ist nur der abgelegte.',
  'key-copy-kept': '{sentence}',
  'old-keys-destroyed': 'Die versiegelten privaten Schlüssel ersetzter Versionen von {subject} sind vernichtet: {versions}.',
  'old-versions-removed': 'Lange abgelaufene Versionen des Zertifikats von {subject} werden nicht mehr aufgehoben: {versions}.',
  'chain-kept': 'Das Zertifikat von {subject} kann abgeholt werden. Sein privater Schlüssel liegt dort, wo die Anforderung entstand.',
  'kept-for-programs':
    'Ein Zertifikat von {subject}, das hier nichts mehr braucht ({thumbprint}), bleibt im Zertifikatspeicher: Es wird benutzt von {programs}. Es geht, sobald kein Programm es mehr benutzt.',
  'certificate-removed': 'Ein Zertifikat, das nichts mehr benutzt, wurde entfernt: {store}.',
  'files-left-in-store': 'Dateien, die jemand neben das Zertifikat von {subject} gelegt hatte, blieben dort ({store}): {files}.',
}
