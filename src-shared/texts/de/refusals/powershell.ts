import type { powershellRefusals as english } from '../../../domain/refusals/powershell.ts'
import type { InGerman } from './in-german.ts'

export const powershellRefusals: InGerman<typeof english> = {
  POWERSHELL_MISSING: {
    sentence: 'PowerShell ließ sich nicht starten ({program}): {reason}.',
    next: 'Die Verwaltung dieses Rechners bitten, dass dieses Programm {program} starten darf.',
  },
  POWERSHELL_SEVEN_MISSING: {
    sentence: 'Dieses Programm soll PowerShell 7 benutzen, das unter {folder} nicht installiert ist.',
    next: 'PowerShell 7 für alle Benutzer dieses Rechners installieren oder das Programm mit „--powershell windows“ starten (eine Richtlinie des Rechners kann anderes festlegen).',
  },
  POWERSHELL_CONSTRAINED: {
    sentence: 'PowerShell ist auf diesem Rechner eingeschränkt ({mode}). Damit lassen sich die Zertifikate von Windows nicht verwalten.',
    next: 'Dieses Programm von der Anwendungssteuerung dieses Rechners ausnehmen lassen (AppLocker, App Control for Business).',
  },
  POWERSHELL_UNSIGNED: {
    sentence: 'Dieser Rechner führt nur PowerShell-Skripte von Herausgebern aus, denen er vertraut. „{script}“ gehört nicht dazu.',
    next: 'Dem Herausgeber dieses Programms vertrauen lassen, von der Stelle, die die Ausführungsrichtlinie gesetzt hat (AllSigned oder Restricted).',
  },
  POWERSHELL_TIMED_OUT: {
    sentence: 'Windows wurde mit „{script}“ in {seconds} Sekunden nicht fertig. Es wurde abgebrochen.',
    next: 'Nachsehen, ob dieser Rechner sehr beschäftigt ist oder ein Sicherheitsprogramm PowerShell aufhält. Dann noch einmal tun.',
  },
  POWERSHELL_ENDED: {
    sentence: 'PowerShell endete mitten in „{script}“.',
    next: 'Noch einmal tun. Passiert es wieder, nachsehen, ob ein Sicherheitsprogramm PowerShell beendet.',
  },
  POWERSHELL_DENIED: {
    sentence: 'Windows erlaubt „{script}“ nicht: {reason}.',
    next: 'Das Programm als Dienst oder mit den Rechten eines Administrators ausführen.',
  },
  POWERSHELL_FAILED: {
    sentence: 'Windows konnte „{script}“ nicht ausführen: {reason}.',
    next: 'Im Protokoll des Programms steht, was Windows gesagt hat.',
  },
}
