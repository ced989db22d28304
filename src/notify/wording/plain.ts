// Makes strangers' text fit to be shown: one line, nothing that acts, and cut where a reader would cut. Escaping for a
// target's own markup is the notifier's business.

// Controls of either kind, marks that turn the direction of writing, what is invisible and hides or splits words, and
// halves of characters. The joiner and the emoji selector stay: emoji are made of them.
const UNSAFE = /(?![\u200d\ufe0f])[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Cs}\p{Zl}\p{Zp}\ufff9-\ufffb]/gu

/** The text as one line without anything that could act, hide or reverse. */
export function plain(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(UNSAFE, '').replace(/ {2,}/g, ' ').trim()
}

/** A stranger's text as one plain line within `unitsMax`; of a long one only the beginning is looked at. */
export function shown(text: string, unitsMax: number): string {
  return cut(plain(text.slice(0, unitsMax * LOOKED_AT)), unitsMax)
}

/** Texts are mostly words: a few times what is shown is enough to fill it. */
const LOOKED_AT = 4

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Beyond this a "character" is a tower of marks that somebody built to break layouts. */
const GRAPHEME_UNITS_MAX = 64

/** The text within `unitsMax` UTF-16 units, cut between characters as a reader sees them, with an ellipsis where cut. */
export function cut(text: string, unitsMax: number): string {
  if (text.length <= unitsMax) return text
  let kept = ''
  for (const { segment } of graphemes.segment(text.slice(0, unitsMax + GRAPHEME_UNITS_MAX))) {
    if (kept.length + segment.length > unitsMax - 1) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

/** The text whose escaped form is within `unitsMax`: an escape is never cut in two. */
export function cutEscaped(text: string, unitsMax: number, escaping: (text: string) => string): string {
  let units = unitsMax
  for (;;) {
    const escaped = escaping(cut(text, units))
    if (escaped.length <= unitsMax) return escaped
    units = Math.max(1, units - Math.max(1, Math.floor((escaped.length - unitsMax) / 5)))
  }
}

/** An address that may stand behind a link: http or https, whole or not at all. */
export function linkOf(url: string | null, unitsMax: number): string | null {
  if (url === null || url.length > unitsMax || !/^https?:\/\/[^\s"<>\\^`{|}\p{Cc}]+$/iu.test(url)) return null
  return URL.canParse(url) ? url : null
}
