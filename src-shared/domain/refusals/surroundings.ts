/** What stands in the way between this machine and all others, or on the machine itself: what “doctor” finds. */
export const surroundingsRefusals = {
  NETWORK_DOWN: {
    sentence: 'This machine is not connected to a network.',
    next: 'Plug in the cable or join the wireless network.',
  },
  NETWORK_LEADS_NOWHERE: {
    sentence: 'This machine has the address {address}, and no way from its own network to any other.',
    next: 'Check the router and the network’s default gateway.',
  },
  RESOLVER_UNREACHABLE: {
    sentence: 'The DNS server of this network ({server}) does not answer ({reason}).',
    next: 'Have whoever runs this network look at {server}, or set another DNS server for this machine.',
  },
  RESOLVER_KNOWS_NOT: {
    sentence: 'The DNS server of this network does not know {name} ({answer}).',
    next: 'Check the spelling of {name}. If it is right, have whoever runs this network’s DNS let it through.',
  },
  ZIP_NAMES_BLOCKED: {
    sentence: 'This network blocks names that end in .zip: {name} {how}, while other names work.',
    next: 'Have whoever runs this network’s DNS or web filter allow {name} and the names below it; or give this device a name in another zone: “mylzip names” shows which there are.',
  },
  NAME_FILTERED_HERE: {
    sentence: 'The DNS server of this network withholds the address of {name}, as it does with all that lead into a local network.',
    next: 'Have whoever runs this network’s DNS exempt {name} from its protection against rebinding.',
  },
  NAME_LEADS_ELSEWHERE: {
    sentence: 'The name {name} leads to {found}, which is not this machine.',
    next: 'Remove the old address from the DNS of {name}; what was changed lately needs some minutes to be seen.',
  },
  DNSSEC_BOGUS: {
    sentence: 'The DNS signatures of {name} are wrong, so nobody who checks them gets an answer, the certificate authority included.',
    next: 'Have whoever manages the DNS of {name} repair its signatures (DS, DNSKEY, RRSIG).',
  },
  DNS_ZONE_BEHIND: {
    sentence: 'The DNS server {server} shows an older state of the zone {zone} than others do.',
    next: 'Nothing, if this is gone in a minute; else check that {server} receives the changes of {zone} (NOTIFY, transfer).',
  },
  CAA_UNREADABLE: {
    sentence: 'Whether {name} may have a certificate cannot be looked up (CAA): the DNS answers {answer}. An authority then refuses.',
    next: 'Have whoever manages the DNS of {name} make CAA questions answerable.',
  },
  PROXY_UNREACHABLE: {
    sentence: 'The proxy {proxy} does not answer ({reason}), and all connections go through it.',
    next: 'Check whether {proxy} is running, and whether its address is right: in the settings or, where the system says it, in HTTPS_PROXY. “mylzip proxy set none” does without.',
  },
  PROXY_SIGN_IN: {
    sentence: 'The proxy {proxy} wants a user name and a password before it lets this machine through to {host}.',
    next: 'Give user name and password in the settings (“mylzip proxy set”), or have {host} exempted at the proxy {proxy}.',
  },
  PROXY_REFUSED: {
    sentence: 'The proxy {proxy} does not let this machine through to {host}: it answered {answer}.',
    next: 'Have whoever runs the proxy {proxy} allow CONNECT to {host}.',
  },
  PROXY_NO_WAY: {
    sentence: 'The proxy {proxy} found no way to {host}: it answered {answer}.',
    next: 'If this lasts, ask whoever runs {proxy} whether it reaches {host}.',
  },
  PROXY_SETTING_INVALID: {
    sentence: 'The proxy {proxy} is set as one of the kind {kind}, which this program cannot use: it takes http and https.',
    next: 'Set an http proxy in the settings or as HTTPS_PROXY, or none where the way is free.',
  },
  SIGN_IN_PAGE: {
    sentence: 'A page of this network answers in place of {host}, as networks do that want one to sign in first.',
    next: 'Open any web page in the browser and sign in to this network, or have {host} exempted from the filter.',
  },
  TLS_INSPECTED: {
    sentence: 'A filter reads the connection to {host} on the way: its certificate was issued by {issuer}, which only this machine trusts.',
    next: 'Nothing fails as long as this machine trusts {issuer}. Better have {host} let through uninspected.',
  },
  IPV6_BROKEN: {
    sentence:
      '{host} has the IPv6 address {address}, and no connection to it comes about ({reason}). Programs lose time before they try IPv4.',
    next: 'Repair or switch off IPv6 on this network, or remove {address} from the DNS of {host} if it is out of date.',
  },
  CLOCK_WRONG: {
    sentence: 'This machine’s clock is {skew} {direction}.',
    next: 'Set this machine’s clock, best by switching on its synchronization.',
  },
  DISK_ALMOST_FULL: {
    sentence: 'The disk that holds {folder} has only {free} left.',
    next: 'Free some space on the disk that holds {folder}.',
  },
  FILES_OPEN_TO_OTHERS: {
    sentence: 'Other users of this machine can read {path} ({mode}).',
    next: 'Take the rights of group and others from {path}.',
  },
  FILES_OF_ANOTHER_USER: {
    sentence: '{path} belongs to another user of this machine, who may change it, while this program may not.',
    next: 'Give {path}, and all else in the data folder, back to the user that this program runs as.',
  },
  DATA_FOLDER_ON_NETWORK: {
    sentence: 'The data folder {folder} lies on a network drive ({kind}), where neither locks nor what was written can be relied on.',
    next: 'Move {folder} to a local disk.',
  },
  DATABASE_UNSOUND: {
    sentence: 'The database {file} is damaged ({reason}).',
    next: 'Restore the last backup with “mylzip restore FILE”, and have the disk of {file} checked.',
  },
  STORE_DAMAGED: {
    sentence: 'The store at {store} does not hold the certificate for {name} as it should: {reason}.',
    next: 'Leave the program running: it puts back what is missing. If it happens again, find out who changes {store}.',
  },
  SEALED_KEY_WRONG: {
    sentence: 'What is kept sealed as {place} is not the key it should be: {reason}.',
    next: 'Restore the last backup that holds {place}, or renew the certificate with a new key.',
  },
  PORT_UNUSABLE: {
    sentence: 'Port {port} of this machine cannot be used to prove {name}: {reason}.',
    next: 'Free port {port}, or prove {name} by DNS.',
  },
  CERTIFICATE_ENDED: {
    sentence: 'The certificate for {name} ended on {notAfter}.',
    next: 'Settle what the last failure of {name} names, then renew.',
  },
  CERTIFICATE_ENDS_SOON: {
    sentence: 'The certificate for {name} ends on {notAfter}, and is not renewed yet.',
    next: 'Settle what the last failure of {name} names, then renew.',
  },
  AUDIT_LOG_BROKEN: {
    sentence: 'The audit log is not as it was written: {reason}',
    next: 'Check the whole log with “audit verify”, and keep a copy of the data folder.',
  },
  CHECK_UNFINISHED: {
    sentence: 'This could not be found out within {seconds|second|seconds}.',
    next: 'Run “doctor” again; if it lasts, what it waits for does not answer at all.',
  },
} as const
