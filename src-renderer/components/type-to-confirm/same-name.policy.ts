/** Whether somebody has typed the name: names of hosts know no capitals, and a space that was pasted along means nothing. */
export const isSameName = (typed: string, name: string) => typed.trim().toLowerCase() === name.trim().toLowerCase()
