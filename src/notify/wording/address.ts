// A target's address is its key: who has it can write into the team's channel. So it is only ever shown in part.

/** How much of the end is shown, so that two targets of one host can be told apart. */
const TAIL_LENGTH = 4

/** `hooks.slack.com/…/abcd`: the host and the last characters, never the whole. */
export function shownAddress(url: string): string {
  if (!URL.canParse(url)) return '…'
  const { host, pathname } = new URL(url)
  const tail = pathname.replace(/\/+$/, '')
  return tail.length > TAIL_LENGTH * 3 ? `${host}/…/${tail.slice(-TAIL_LENGTH)}` : `${host}/…`
}
