// Expectations that are wrong of their page, each looked up on the page itself. They are printed and not counted.

const DISPUTED = [
  {
    file: 'NetTally__vBulletin5.html',
    fact: 'date',
    reason: 'the page gives the instant twice, once as a Unix time; the expectation reads the local one as UTC',
  },
  {
    file: 'NetTally__vBulletin3.html',
    fact: 'title',
    reason:
      'the page shows the thread as "(L+CR) …"; the expectation is the <title>, where the forum spells its prefix out',
  },
]

const told = new Set()

/** Whether the expectation of this fact is disputed; says so once. */
export function isDisputed(file, fact) {
  const found = DISPUTED.find((entry) => file.endsWith(entry.file) && entry.fact === fact)
  if (found === undefined) return false
  const line = `DISPUTED ${found.file} ${found.fact}: ${found.reason}`
  if (!told.has(line)) console.log(line)
  told.add(line)
  return true
}
