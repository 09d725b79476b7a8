/** What keeps this device from showing a certificate authority that a name is its own. */
export const challengeRefusals = {
  CHALLENGE_UNFIT: {
    sentence: 'The way that was chosen cannot prove {name}: {reason}.',
    next: 'Choose another way to prove {name}, or leave the choice to this program.',
  },
  CHALLENGE_PORT_TAKEN: {
    sentence: 'The certificate authority looks at port {port} of {name}, and another program of this machine listens there.',
    next: 'Let that program answer (choose http-webroot with its folder), or prove {name} by DNS.',
  },
  CHALLENGE_PORT_NOT_ALLOWED: {
    sentence: 'The certificate authority looks at port {port} of {name}, and this program may not listen there.',
    next: 'Run it as the service or with the rights to open port {port}, choose http-webroot, or prove {name} by DNS.',
  },
  WEBROOT_UNUSABLE: {
    sentence: 'Nothing can be put into the web server’s folder {folder}: {reason}.',
    next: 'Name the folder that the web server shows for the name, and let this program write below it.',
  },
  WEBROOT_FILE_FOREIGN: {
    sentence: 'The file {file} is there already and is not ours. It was left as it is.',
    next: 'Move {file} away if nothing needs it, and try again.',
  },
  WEBROOT_NOT_SERVED: {
    sentence: 'The file for the certificate authority lies in {folder}, but {url} at {address} answers {found}.',
    next: 'Check that {folder} is what the web server at {address} shows, and that it shows files without an extension.',
  },
  DELEGATION_MISSING: {
    sentence: 'The DNS has no record {record} yet. It has to be a CNAME that leads to {target}.',
    next: 'Have whoever manages the DNS add: {record}. CNAME {target}.',
  },
  DELEGATION_ELSEWHERE: {
    sentence: 'The CNAME {record} leads to {found}, and not to {target}.',
    next: 'Have whoever manages the DNS change it to: {record}. CNAME {target}.',
  },
  DELEGATION_LOOP: {
    sentence: 'The CNAME {record} leads round in a circle ({found}), and never to {target}.',
    next: 'Have whoever manages the DNS change it to: {record}. CNAME {target}.',
  },
  DELEGATION_NAME_UNUSABLE: {
    sentence: '{name} cannot be proven by delegation: {reason}.',
    next: 'Choose another way to prove {name}.',
  },
  DELEGATIONS_FULL: {
    sentence: 'This device proves {most} names by delegation already, and no more can be added.',
    next: 'Use a wildcard, or another device for further names.',
  },
  DNS_PERSIST_OFF: {
    sentence: 'Proving names by a lasting record (dns-persist-01) is switched off, because its form may still change.',
    next: 'Start with --dns-persist to try it, or choose another way to prove the name.',
  },
  DNS_PERSIST_RECORD_MISSING: {
    sentence: 'The DNS has no TXT record {record} yet that lets this account prove the name. It has to say: {value}',
    next: 'Have whoever manages the DNS add the TXT record {record} with exactly that text.',
  },
  DNS_UPDATE_ADDRESS_INVALID: {
    sentence: 'The DNS server’s address cannot be used like this: {reason}.',
    next: 'Write it as rfc2136://HOST:PORT/ZONE?key=NAME.',
  },
  DNS_UPDATE_SERVER_UNKNOWN: {
    sentence: 'This device has no key for the DNS server {server}.',
    next: 'Add {server} with its key first.',
  },
  DNS_UPDATE_SERVER_NOT_KEPT: {
    sentence: 'This device keeps no key for the DNS server {server}, so there is nothing to remove.',
    next: '“mylzip dns-servers” lists those it keeps, written as they are removed.',
  },
  DNS_UPDATE_SERVER_IN_USE: {
    sentence: 'The DNS server {server} is needed to prove {names}.',
    next: 'Choose another way to prove {names} first.',
  },
} as const
