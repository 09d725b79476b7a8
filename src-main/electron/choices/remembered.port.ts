/** One value that outlives the program. Who reads what was never written, or what cannot be read, gets what is usual. */
export interface Remembered<Value> {
  read(): Promise<Value>
  write(value: Value): Promise<void>
}
