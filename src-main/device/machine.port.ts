/**
 * What the operating system calls this machine: the same for as long as the system is installed, another after it was installed
 * anew or made from an image as it should be. Undefined where it says nothing. Never leaves this machine as it is.
 */
export type AskMachine = () => Promise<string | undefined>
