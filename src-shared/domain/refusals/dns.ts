/** What a DNS server that names are proven in refuses. */
export const dnsRefusals = {
  DNS_KEY_UNREADABLE: {
    sentence: 'The key for the DNS server in {place} cannot be used: {reason}.',
    next: 'Give the file that tsig-keygen wrote, or the secret in base64.',
  },
  DNS_SERVER_UNREACHABLE: {
    sentence: 'The DNS server {server} does not answer ({reason}).',
    next: 'Check address and port, and that port 53 (UDP and TCP) is open to {server}.',
  },
  DNS_SERVER_FAILED: {
    sentence: 'The DNS server {server} could not change the record {name}: it answered {reason}.',
    next: 'Look at the log of {server}.',
  },
  DNS_ANSWER_UNPROVEN: {
    sentence:
      'What answers at the DNS server {server} could not prove that it holds the key {key} ({reason}). Something else may be answering in its place.',
    next: 'Check that {server} is the right address; ask who operates what stands in between.',
  },
  DNS_KEY_UNKNOWN: {
    sentence:
      'The DNS server {server} does not know the key {key} with the algorithm {algorithm}, or lets it do nothing here. Compare both with the server’s configuration.',
    next: 'Compare the key’s name and algorithm with the configuration of {server}.',
  },
  DNS_KEY_WRONG: {
    sentence: 'The DNS server {server} holds another secret for the key {key}. Copy the secret from the server again.',
    next: 'Copy the secret from {server} again.',
  },
  DNS_KEY_NOT_ACCEPTED: {
    sentence:
      'The DNS server {server} does not accept the key {key}, and does not say why. Compare its name, algorithm and secret with the server’s, and both clocks.',
    next: 'Compare name, algorithm, secret and both clocks.',
  },
  DNS_CLOCK_DIFFERS: {
    sentence:
      'This machine’s clock says {ours}, that of the DNS server {server} {theirs}; more than five minutes apart are not accepted. Set the one that is wrong.',
    next: 'Set the clock that is wrong.',
  },
  DNS_UPDATE_REFUSED: {
    sentence: 'The DNS server {server} does not let the key {key} change the TXT record {name}. Allow it in the server’s configuration.',
    next: 'Allow the key {key} to change TXT records in the configuration of {server}.',
  },
  DNS_SERVER_NOT_AUTHORITATIVE: {
    sentence: 'The DNS server {server} does not hold the zone {zone}, or does not take this key’s changes of it.',
    next: 'Name the primary server of the zone {zone}.',
  },
  DNS_ZONE_NOT_FOUND: {
    sentence: 'The DNS server {server} holds no zone that {name} lies in. Name the server that does.',
    next: 'Name the server that holds the zone of {name}.',
  },
  DNS_NAME_OUTSIDE_ZONE: {
    sentence: 'The record {name} does not lie in the zone {zone} of the DNS server {server}.',
    next: 'Name the zone that {name} lies in, or leave the zone out.',
  },
  DNS_NAME_IS_ALIAS: {
    sentence: 'The record {name} is an alias (CNAME) of {target}, so nothing can be published there. Remove the alias.',
    next: 'Remove the alias, or choose delegation as the way to prove the name.',
  },
  DNS_INTERNAL_VIEW: {
    sentence:
      'The DNS of this network has a zone {zone} of its own, and the servers that the internet asks for it could not be asked from here.',
    next: 'Let this machine ask DNS servers outside (port 53) to have {zone} looked up first; the certificate authority looks in any case.',
  },
  DNS_RECORD_NOT_SEEN: {
    sentence:
      'The DNS server {server} of the zone {zone} does not show the new record {name} after {seconds} seconds. The certificate authority was not asked yet.',
    next: 'Check that {server} receives the zone’s changes (NOTIFY, transfer).',
  },
} as const
