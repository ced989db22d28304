// Giving a file its name without ever leaving the name empty or taking a file's place unseen.

import { constants, copyFileSync, linkSync } from 'node:fs'

/**
 * Lets the file be found under a second name too; false when that name is taken. Where the disk knows no links (some
 * network and exchange formats) the second name gets a copy.
 */
export function nameAlso(file: string, name: string): boolean {
  try {
    linkSync(file, name)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    if (!LINKS_UNKNOWN.has(codeOf(error))) throw error
    return copyUnless(file, name)
  }
}

/** How file systems say that they have no links. */
const LINKS_UNKNOWN: ReadonlySet<string | null> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

function copyUnless(file: string, name: string): boolean {
  try {
    copyFileSync(file, name, constants.COPYFILE_EXCL)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
