/** Of each entry of an access list (SDDL, MS-DTYP 2.5.1): it holds for the folder and for what is put into it. */
const allow = (rights: string, who: string) => `(A;OICI;${rights};;;${who})`

/**
 * The folder of a service's door: the system (SY) and administrators (BA) have all rights, whoever signs in at the machine (IU) looks
 * and reads (FILE_GENERIC_READ and FILE_GENERIC_EXECUTE). Nothing is inherited from above (P).
 */
export const usersFolderRights = `D:P${allow('FA', 'SY')}${allow('FA', 'BA')}${allow('0x1200a9', 'IU')}`
