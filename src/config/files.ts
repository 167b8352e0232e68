import { accessSync, closeSync, constants, openSync, readSync } from 'node:fs'

/** Whether it begins as such a list does. */
export function isHashList(path: string): boolean {
  if (!isReadable(path)) return false
  const file = openSync(path, 'r')
  try {
    const begin = Buffer.alloc(128)
    readSync(file, begin)
    return /^(?:[0-9A-F]{40}|[0-9A-F]{32})(?::\d+)?\r?\n/.test(begin.toString('latin1'))
  } catch {
    return false
  } finally {
    closeSync(file)
  }
}

/** Whether there is a file that we may read. */
export function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK)
    return true
  } catch {
    return false
  }
}
