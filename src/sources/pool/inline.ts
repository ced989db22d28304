// The same reader without a fence, in the caller's own thread: for tests, and for programs that read one page.

import { ordinaryReading } from '../feed/ordinary.js'
import { previewPage } from '../html/preview.js'
import type { ReaderPool } from './pool.js'
import { readAs, recognised } from './tasks.js'

/** A reader in line. It has no deadline: never hand it other people's pages in a long-running process. */
export function inlineReader(): ReaderPool {
  return {
    read: async (kind, page, context) => readAs(kind, page, context),
    recognise: async (page) => recognised(page),
    ordinary: ordinaryReading,
    preview: async (page, selectors) => previewPage(page, selectors),
    close: async () => {},
  }
}
